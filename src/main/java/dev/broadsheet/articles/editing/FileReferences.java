package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.media.editing.MediaUploads;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references of an article to files of its form: pictures get the id of the medium, links the URL of the file.
 * A reference is matched with the names of the parts, then with the file names, then by its last path segment. A URL
 * with a host and a reference that no file matches stay as they are. For one attempt of a write.
 */
final class FileReferences {

    private static final Pattern SCHEME_OR_HOST = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)");
    private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern FROM_FOLDER = Pattern.compile("^(?:\\.{0,2}/)+");

    private final List<SentFile> files;
    private final Map<SentFile, MediaUploads.Stored> stored;
    private final Set<SentFile> used = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    /** @param stored the media of all files that aren't refused */
    FileReferences(List<SentFile> files, Map<SentFile, MediaUploads.Stored> stored) {
        this.files = files;
        this.stored = stored;
    }

    /** The article with its references replaced; those of the body are replaced when the body is read. */
    ArticleUpload resolve(ArticleUpload article) {
        ObjectNode members = JsonNodeFactory.instance.objectNode().setAll(article.sent());
        resolveHero(members);
        resolveSeo(members);
        String pointer = bodyPointer(members.path("body"));
        return new ArticleUpload(members, article.context().withReferences(body -> resolve(body, pointer)));
    }

    List<SentFile> unused() {
        return files.stream().filter(file -> !used.contains(file)).toList();
    }

    /** The faults found so far. */
    List<Fault> faults() {
        return faults;
    }

    private void resolveHero(ObjectNode members) {
        if (members.get("hero") instanceof ObjectNode hero && hero.path("url").isTextual()) {
            MediaUploads.Stored picture = picture(hero.path("url").textValue(), "/hero");
            if (picture != null) {
                ObjectNode replaced = hero.deepCopy().put("media", picture.id().toString());
                members.set("hero", replaced.without("url"));
            }
        }
    }

    private void resolveSeo(ObjectNode members) {
        if (members.get("seo") instanceof ObjectNode seo && seo.path("image").isTextual()) {
            MediaUploads.Stored picture = picture(seo.path("image").textValue(), "/seo/image");
            if (picture != null) {
                ObjectNode replaced = seo.deepCopy();
                replaced.putObject("image").put("media", picture.id().toString());
                members.set("seo", replaced);
            }
        }
    }

    private static String bodyPointer(JsonNode body) {
        return Stream.of("blocks", "html")
                .filter(body::has)
                .map(format -> "/body/" + format)
                .findFirst()
                .orElse("/body/markdown");
    }

    private Document resolve(Document body, String pointer) {
        return new Document(DocumentTraversal.map(body.blocks(), block -> resolve(block, pointer)));
    }

    private Block resolve(Block block, String pointer) {
        if (!(block instanceof Block.Image image)) {
            return DocumentTraversal.mapLines(
                    block,
                    line -> line.stream()
                            .map(inline -> resolve(inline, pointer))
                            .toList());
        }
        MediaUploads.Stored picture = image.url() == null ? null : picture(image.url(), pointer);
        return picture == null
                ? image
                : new Block.Image(
                        image.attributes(),
                        picture.id().toString(),
                        null,
                        image.alt(),
                        image.caption(),
                        image.credit(),
                        image.copyright());
    }

    private Inline resolve(Inline inline, String pointer) {
        if (!(inline instanceof Inline.Text text) || text.marks().link() == null) {
            return inline;
        }
        Link link = text.marks().link();
        SentFile file = find(link.href(), pointer);
        MediaUploads.Stored medium = file == null ? null : stored.get(file);
        if (medium == null) {
            return inline;
        }
        int fragment = link.href().indexOf('#');
        String href = medium.url() + (fragment < 0 ? "" : link.href().substring(fragment));
        return new Inline.Text(text.text(), text.marks().with(new Link(href, link.title())));
    }

    /** Null if no picture of the form is meant. */
    private MediaUploads.@Nullable Stored picture(String reference, String pointer) {
        SentFile file = find(reference, pointer);
        MediaUploads.Stored medium = file == null ? null : stored.get(file);
        if (file == null || medium == null) {
            return null;
        }
        if (!file.isPicture()) {
            faults.add(Fault.at(pointer, "not-an-image", "“" + reference + "” is no picture. Link to it instead."));
            return null;
        }
        return medium;
    }

    private @Nullable SentFile find(String reference, String pointer) {
        String path = path(reference);
        if (path.isEmpty()) {
            return null;
        }
        String name = lastSegment(path);
        List<Predicate<SentFile>> rules = List.of(
                file -> plain(file.part()).equals(path),
                file -> plain(file.fileName()).equals(path),
                file -> lastSegment(plain(file.part())).equals(name),
                file -> plain(file.fileName()).equals(name));
        List<SentFile> found = rules.stream()
                .map(rule -> files.stream().filter(rule).toList())
                .filter(matches -> !matches.isEmpty())
                .findFirst()
                .orElse(List.of());
        used.addAll(found);
        if (found.stream().allMatch(found.isEmpty() ? file -> true : found.get(0)::isSameFile)) {
            return found.isEmpty() ? null : found.get(0);
        }
        faults.add(Fault.at(
                pointer,
                "ambiguous-file",
                "“" + reference + "” is one of several files: the parts "
                        + String.join(", ", found.stream().map(SentFile::part).toList())
                        + ". Refer to a part by its name."));
        return null;
    }

    /** The path of a reference, decoded and without leading dots and slashes; empty if it has a scheme or a host. */
    private static String path(String reference) {
        if (SCHEME_OR_HOST.matcher(reference).find()) {
            return "";
        }
        String encoded = QUERY_OR_FRAGMENT.matcher(reference).replaceFirst("");
        try {
            return plain(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return plain(encoded);
        }
    }

    /** File names from macOS are decomposed (NFD). */
    private static String plain(String name) {
        return FROM_FOLDER
                .matcher(Normalizer.normalize(name.strip(), Normalizer.Form.NFC))
                .replaceFirst("");
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
