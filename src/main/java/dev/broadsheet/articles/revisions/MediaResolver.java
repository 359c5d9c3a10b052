package dev.broadsheet.articles.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.WarningCode;
import dev.broadsheet.media.FileUrls;
import dev.broadsheet.media.MediaReferences;
import dev.broadsheet.media.MediaReferences.Referenced;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the media that an upload names, in one statement; in two if it names files. URLs of the library's own files
 * become ids, and so do file names of pictures that the article has already, so that a text can be sent again without its
 * files. A text that equals the library's is dropped, so that an article that is sent back as it was read follows later
 * changes of the library, as before.
 */
@ApplicationScoped
class MediaResolver {

    private static final String WITHOUT_ALT = "image-without-alt";

    /** A relative path such as {@code pictures/gull.jpg}: once the text is stored, it leads nowhere. */
    private static final Pattern FILE_NAME = Pattern.compile("(?![A-Za-z][A-Za-z0-9+.-]*:)[^/?#][^?#]*");

    private final MediaReferences references;
    private final FileUrls urls;

    MediaResolver(MediaReferences references, FileUrls urls) {
        this.references = references;
        this.urls = urls;
    }

    /**
     * The parts of an article that name media.
     *
     * @param body without keys
     */
    record Parts(@Nullable Document body, @Nullable Image hero, Content.@Nullable Seo seo) {}

    /** The place of a medium in the request, for faults. */
    enum Place {
        BODY,
        HERO,
        SEO
    }

    /**
     * @param before the current content; its media may be named again even if they are in the trash
     * @param lock whether to lock the media until the transaction ends
     * @param pointers the JSON pointers of a medium in the request
     * @param warnings those about missing alternative texts are removed if the library has one
     */
    Parts resolve(
            Parts sent,
            @Nullable Content before,
            boolean lock,
            BiFunction<Place, UUID, List<String>> pointers,
            List<Fault> faults,
            List<Warning> warnings) {
        Parts parts = withIds(sent, new FormerFiles(before), warnings);
        Content.Seo seo = parts.seo();
        if (seo != null && seo.image() != null && seo.image().startsWith("/")) {
            faults.add(Fault.at(
                    "/seo/image", "invalid-url", "Must be an absolute URL, or the URL of a file of a medium."));
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (Place place : Place.values()) {
            ids.addAll(ids(parts, place));
        }
        if (ids.isEmpty()) {
            return parts;
        }
        Map<UUID, Referenced> found = lock ? references.lock(ids) : references.find(ids);
        Set<UUID> kept = before == null ? Set.of() : before.media();
        for (Place place : Place.values()) {
            for (UUID id : ids(parts, place)) {
                Fault fault = kept.contains(id) ? null : fault(id, found.get(id));
                if (fault != null) {
                    pointers.apply(place, id)
                            .forEach(pointer -> faults.add(Fault.at(pointer, fault.code(), fault.detail())));
                }
            }
        }
        warnings.removeIf(warning -> warning.code().equals(WITHOUT_ALT)
                && found.entrySet().stream()
                        .anyMatch(medium -> medium.getValue().alt() != null
                                && warning.detail().contains(medium.getKey().toString())));
        List<Image> stored = before == null ? List.of() : images(before);
        return new Parts(
                parts.body() == null ? null : map(parts.body(), image -> withoutLibraryTexts(image, found, stored)),
                parts.hero() == null ? null : withoutLibraryTexts(parts.hero(), found, stored),
                parts.seo());
    }

    private static @Nullable Fault fault(UUID id, @Nullable Referenced medium) {
        if (medium == null) {
            return Fault.at("", "unknown-media", "There is no medium " + id + ".");
        } else if (medium.trashed()) {
            return Fault.at("", "media-in-trash", "The medium " + id + " is in the trash. Restore it first.");
        }
        return medium.image() ? null : Fault.at("", "not-an-image", "The medium " + id + " is not a picture.");
    }

    private Parts withIds(Parts sent, FormerFiles former, List<Warning> warnings) {
        Content.Seo seo = sent.seo();
        return new Parts(
                sent.body() == null ? null : map(sent.body(), image -> withId(image, "/body", former, warnings)),
                sent.hero() == null ? null : withId(sent.hero(), "/hero", former, warnings),
                seo == null || seo.image() == null
                        ? seo
                        : seo.withImage(
                                urls.media(seo.image()).map(Content.Seo::image).orElse(seo.image())));
    }

    private Image withId(Image image, String pointer, FormerFiles former, List<Warning> warnings) {
        String url = image.url();
        UUID media = url == null ? null : urls.media(url).orElse(null);
        if (media == null && url != null && FILE_NAME.matcher(url).matches()) {
            media = former.find(url);
            if (media == null) {
                warnings.add(Warning.at(
                        pointer,
                        WarningCode.FILE_NOT_FOUND.code(),
                        "No file “" + url + "” came with the article, and no picture of the article has that name."));
            }
        }
        return media == null
                ? image
                : new Image(
                        image.attributes(),
                        media.toString(),
                        null,
                        image.alt(),
                        image.caption(),
                        image.credit(),
                        image.copyright());
    }

    /** The media of the current content by the names of their files. Read when the first name is looked up. */
    private final class FormerFiles {

        private final Set<UUID> media;
        private @Nullable Map<String, List<UUID>> names;

        FormerFiles(@Nullable Content before) {
            media = before == null ? Set.of() : before.media();
        }

        /** Null if none of them, or more than one, has the name. */
        @Nullable
        UUID find(String path) {
            Map<String, List<UUID>> known = names;
            if (known == null) {
                known = references.names(media);
                names = known;
            }
            List<UUID> found = known.getOrDefault(path.substring(path.lastIndexOf('/') + 1), List.of());
            return found.size() == 1 ? found.get(0) : null;
        }
    }

    private static Image withoutLibraryTexts(Image image, Map<UUID, Referenced> found, List<Image> stored) {
        Referenced medium = image.media() == null ? null : found.get(UUID.fromString(image.media()));
        if (medium == null) {
            return image;
        }
        // Texts of its own that the article has already stay, even if the library's have become equal.
        List<Image> before = stored.stream()
                .filter(other -> Objects.equals(image.media(), other.media()))
                .toList();
        return new Image(
                image.attributes(),
                image.media(),
                null,
                Objects.requireNonNullElse(own(image, medium.alt(), Image::alt, before), ""),
                own(image, medium.caption(), Image::caption, before),
                own(image, medium.credit(), Image::credit, before),
                own(image, medium.copyright(), Image::copyright, before));
    }

    private static @Nullable String own(
            Image image, @Nullable String library, Function<Image, @Nullable String> text, List<Image> before) {
        String sent = text.apply(image);
        if (sent == null || library == null || !spaced(sent).equals(spaced(library))) {
            return sent;
        }
        return before.stream().anyMatch(other -> sent.equals(text.apply(other))) ? sent : null;
    }

    /** HTML and Markdown don't keep white space. */
    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Document map(Document document, Function<Image, Image> change) {
        return new Document(DocumentTraversal.map(
                document.blocks(), block -> block instanceof Image image ? change.apply(image) : block));
    }

    private static Set<UUID> ids(Parts parts, Place place) {
        Set<UUID> ids = new LinkedHashSet<>();
        switch (place) {
            case BODY -> images(parts.body()).forEach(image -> add(image, ids));
            case HERO -> {
                if (parts.hero() != null) {
                    add(parts.hero(), ids);
                }
            }
            case SEO -> {
                if (parts.seo() != null && parts.seo().media() != null) {
                    ids.add(parts.seo().media());
                }
            }
        }
        return ids;
    }

    private static void add(Image image, Set<UUID> ids) {
        if (image.media() != null) {
            ids.add(UUID.fromString(image.media()));
        }
    }

    private static List<Image> images(Content content) {
        List<Image> images = new ArrayList<>(images(content.body()));
        Image hero = HeroReader.stored(content);
        if (hero != null) {
            images.add(hero);
        }
        return images;
    }

    private static List<Image> images(@Nullable Document document) {
        List<Image> images = new ArrayList<>();
        if (document != null) {
            DocumentTraversal.forEachBlock(document.blocks(), block -> {
                if (block instanceof Image image) {
                    images.add(image);
                }
            });
        }
        return images;
    }

    /** The pointers at which JSON names a medium, by its id or by the URL of a file. */
    List<String> pointers(JsonNode json, String pointer, UUID media) {
        List<String> found = new ArrayList<>();
        for (String member : List.of("media", "url")) {
            String text = json.path(member).asText();
            boolean names = member.equals("media")
                    ? Ids.parse(text).filter(media::equals).isPresent()
                    : !json.path("media").isTextual()
                            && urls.media(text).filter(media::equals).isPresent();
            if (names) {
                found.add(pointer + "/" + member);
            }
        }
        json.properties()
                .forEach(member -> found.addAll(pointers(member.getValue(), pointer + "/" + member.getKey(), media)));
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            found.addAll(pointers(json.get(i), pointer + "/" + i, media));
        }
        return found;
    }
}
