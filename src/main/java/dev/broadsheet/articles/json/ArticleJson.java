package dev.broadsheet.articles.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.terms.TermName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An article as JSON: the values of its members, from a content. Used for both the live copy and the working copy, so
 * that the two have the same form. {@link ArticleView} is the OpenAPI schema.
 */
public final class ArticleJson {

    /** All members, in the order of responses. */
    public static final List<String> MEMBERS =
            ArticleMembers.ALL.stream().map(ArticleMember::name).toList();

    /** Members that a live article doesn't have. */
    public static final Set<String> EDITORS_ONLY = names(ArticleMember::isEditorsOnly);

    /** Members in a list. */
    public static final Set<String> LISTED = names(ArticleMember::isListed);

    /** In characters. */
    private static final int EXCERPT_LENGTH = 280;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ArticleJson() {}

    private static Set<String> names(Predicate<ArticleMember<?>> condition) {
        return ArticleMembers.ALL.stream()
                .filter(condition)
                .map(ArticleMember::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The members that the content alone determines, without the body and publishedAt. Terms and related articles are
     * missing, because their names are joined when an article is read.
     */
    public static ObjectNode contentMembers(Content content) {
        Document body = content.body() == null ? Document.EMPTY : content.body();
        DocumentMetadata facts = DocumentMetadata.of(body);
        return editedMembers(content)
                .put("wordCount", facts.words())
                .put("readingMinutes", facts.readingMinutes())
                .put(
                        "excerpt",
                        DocumentMetadata.excerpt(body, EXCERPT_LENGTH, Locale.forLanguageTag(content.locale())));
    }

    /** The subset of {@link #contentMembers} that an editor writes. */
    public static ObjectNode editedMembers(Content content) {
        ObjectNode tree = JSON.objectNode()
                .put("externalId", content.externalId())
                .put("slug", content.slug())
                .put("locale", content.locale())
                .put("type", content.type())
                .put("canonicalUrl", content.get(ArticleMembers.CANONICAL_URL));
        for (ArticleMember<String> text : ArticleMembers.TEXTS) {
            tree.put(text.name(), content.get(text));
        }
        String custom = content.get(ArticleMembers.CUSTOM);
        tree.set("hero", hero(content.get(ArticleMembers.HERO), LibraryImages.NONE));
        tree.set("source", origin(content.get(ArticleMembers.SOURCE)));
        tree.set("location", location(content.get(ArticleMembers.LOCATION)));
        tree.set("seo", seo(content.get(ArticleMembers.SEO)));
        tree.set("custom", custom == null ? null : CustomJson.stored(custom));
        return tree;
    }

    /**
     * Completes the images of the media library in the members {@code hero} and {@code seo}. Hidden ones become null.
     */
    public static void complete(ObjectNode tree, LibraryImages images) {
        if (tree.path("hero").path("media").isTextual()) {
            tree.set("hero", hero(tree.get("hero"), images));
        }
        String media = Content.Seo.media(tree.path("seo").path("image").textValue());
        if (media != null) {
            LibraryImage known = images.find(media);
            ObjectNode seo = (ObjectNode) tree.get("seo");
            if (known != null) {
                seo.set("image", known.members().deepCopy());
            } else if (images.hides(media)) {
                seo.putNull("image");
            } else {
                seo.putObject("image").put("media", media);
            }
        }
    }

    /** Adds the names of terms. Drops deleted terms; terms merged into the same one appear once. */
    public static void name(
            ObjectNode tree, List<UUID> authors, List<UUID> tags, @Nullable UUID section, Map<UUID, TermName> names) {
        add(tree.putArray("authors"), authors, names);
        add(tree.putArray("tags"), tags, names);
        tree.set("section", section == null ? null : name(names.get(section)));
    }

    public static ObjectNode body(
            Document body, Set<BodyFormat> bodyFormats, @Nullable BodySource source, LibraryImages images) {
        ObjectNode tree = JSON.objectNode();
        for (BodyFormat form : bodyFormats) {
            switch (form) {
                case BLOCKS -> tree.set("blocks", BodyConverter.blocks(body, images));
                case HTML -> tree.put("html", BodyConverter.toHtml(body, images));
                case MARKDOWN -> tree.put("markdown", BodyConverter.toMarkdown(body, images));
                case TEXT -> tree.put("text", BodyConverter.toText(body));
                case SOURCE -> tree.set("source", source(source));
            }
        }
        return tree;
    }

    /** Sorts the members into response order; keeps only those in {@code only}, unless it is null. */
    public static ObjectNode ordered(ObjectNode loose, @Nullable Set<String> only) {
        ObjectNode ordered = JSON.objectNode();
        for (String member : MEMBERS) {
            JsonNode value = loose.get(member);
            if (value != null && (only == null || only.contains(member))) {
                ordered.set(member, value);
            }
        }
        return ordered;
    }

    /** @throws UnreadableContent if {@code blocks} aren't the blocks of a document */
    public static Document stored(JsonNode blocks) {
        try {
            return BodyConverter.fromStored(blocks);
        } catch (ValidationProblem damaged) {
            throw UnreadableContent.because(damaged);
        }
    }

    public static @Nullable String instant(@Nullable Instant instant) {
        return instant == null ? null : Instants.text(instant);
    }

    private static @Nullable ObjectNode source(@Nullable BodySource source) {
        return source == null
                ? null
                : JSON.objectNode().put("format", source.format().jsonName()).put("text", source.text());
    }

    private static void add(ArrayNode list, List<UUID> ids, Map<UUID, TermName> names) {
        Set<UUID> shown = new HashSet<>();
        for (UUID id : ids) {
            TermName name = names.get(id);
            if (name != null && shown.add(name.id())) {
                list.add(name(name));
            }
        }
    }

    private static @Nullable ObjectNode name(@Nullable TermName name) {
        return name == null
                ? null
                : JSON.objectNode()
                        .put("id", name.id().toString())
                        .put("slug", name.slug())
                        .put("name", name.name());
    }

    /** Restores the member order of a picture, because {@code jsonb} doesn't keep it. Null if it is hidden. */
    private static @Nullable ObjectNode hero(@Nullable JsonNode stored, LibraryImages images) {
        if (stored == null || images.hides(stored.path("media").textValue())) {
            return null;
        }
        Block.Image image =
                (Block.Image) stored(JSON.arrayNode().add(stored)).blocks().get(0);
        return BodyConverter.block(images.complete(image), images).without("key");
    }

    private static @Nullable ObjectNode origin(Content.@Nullable Origin origin) {
        return origin == null
                ? null
                : JSON.objectNode().put("name", origin.name()).put("url", origin.url());
    }

    private static @Nullable ObjectNode location(Content.@Nullable Location location) {
        return location == null
                ? null
                : JSON.objectNode()
                        .put("name", location.name())
                        .put("lat", location.lat())
                        .put("lon", location.lon());
    }

    private static @Nullable ObjectNode seo(Content.@Nullable Seo seo) {
        return seo == null
                ? null
                : JSON.objectNode()
                        .put("title", seo.title())
                        .put("description", seo.description())
                        .put("image", seo.image())
                        .put("noindex", seo.noindex());
    }
}
