package dev.broadsheet.articles.content;

import static dev.broadsheet.articles.content.ArticleMember.Trait.EDITORS_ONLY;
import static dev.broadsheet.articles.content.ArticleMember.Trait.IDENTIFIER;
import static dev.broadsheet.articles.content.ArticleMember.Trait.LISTED;
import static dev.broadsheet.articles.content.ArticleMember.Trait.SEARCHABLE;
import static dev.broadsheet.articles.content.ArticleMember.content;
import static dev.broadsheet.articles.content.ArticleMember.list;
import static dev.broadsheet.articles.content.ArticleMember.server;
import static dev.broadsheet.articles.content.ArticleMember.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.document.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of an article. An optional text needs only its declaration here. JSON in requests and responses, stored
 * revisions, diffs, front matter, live copies and OpenAPI follow from it. A member of another type also has code that
 * reads and shows it, and its schemas in {@code ArticleView} and {@code ArticleEdit}.
 */
public final class ArticleMembers {

    public static final ArticleMember<String> EXTERNAL_ID = content("externalId", String.class, LISTED, IDENTIFIER);
    public static final ArticleMember<String> SLUG = content("slug", String.class, LISTED, IDENTIFIER);
    public static final ArticleMember<String> LOCALE =
            content("locale", String.class, LISTED, IDENTIFIER).alsoNamed("lang", "language");
    public static final ArticleMember<String> TYPE = content("type", String.class, LISTED, IDENTIFIER);
    public static final ArticleMember<String> KICKER =
            text("kicker", 200, LISTED, SEARCHABLE).inColumn("kicker").alsoNamed("subtitle");
    public static final ArticleMember<String> TITLE = text("title", 500, LISTED).alsoNamed("headline");
    public static final ArticleMember<String> SUMMARY = text("summary", 2000, LISTED, SEARCHABLE)
            .inColumn("summary_text")
            .alsoNamed("description", "excerpt", "abstract");
    public static final ArticleMember<Document> BODY = content("body", Document.class);
    public static final ArticleMember<List<UUID>> AUTHORS =
            list("authors", UUID.class, LISTED).alsoNamed("author", "byline");
    public static final ArticleMember<List<UUID>> TAGS =
            list("tags", UUID.class, LISTED).alsoNamed("tag", "keywords");
    public static final ArticleMember<UUID> SECTION = content("section", UUID.class, LISTED);
    public static final ArticleMember<JsonNode> HERO = content("hero", JsonNode.class, LISTED)
            .alsoNamed(
                    "image",
                    "images",
                    "cover",
                    "coverImage",
                    "featureImage",
                    "featuredImage",
                    "heroImage",
                    "thumbnail",
                    "banner",
                    "ogImage");
    public static final ArticleMember<Content.Origin> SOURCE = content("source", Content.Origin.class);
    public static final ArticleMember<String> CANONICAL_URL =
            content("canonicalUrl", String.class, IDENTIFIER).alsoNamed("canonical");
    public static final ArticleMember<Content.Location> LOCATION = content("location", Content.Location.class);
    public static final ArticleMember<Instant> PUBLISHED_AT = content("publishedAt", Instant.class, LISTED, IDENTIFIER)
            .alsoNamed("date", "pubDatetime", "datePublished", "published", "created", "createdAt");
    public static final ArticleMember<Content.Seo> SEO = content("seo", Content.Seo.class);
    public static final ArticleMember<List<UUID>> RELATED = list("related", UUID.class);
    /** JSON text; see {@link CustomJson}. */
    public static final ArticleMember<String> CUSTOM =
            content("custom", String.class).alsoNamed("params", "extra");

    /** All members, in the order of responses. */
    public static final List<ArticleMember<?>> ALL = List.of(
            server("id", LISTED),
            EXTERNAL_ID,
            SLUG,
            LOCALE,
            TYPE,
            server("status", LISTED).alsoNamed("draft"),
            server("live", LISTED, EDITORS_ONLY),
            server("modified", LISTED, EDITORS_ONLY),
            server("revision", LISTED),
            KICKER,
            TITLE,
            SUMMARY,
            BODY,
            AUTHORS,
            TAGS,
            SECTION,
            HERO,
            SOURCE,
            text("copyright", 500),
            CANONICAL_URL,
            LOCATION,
            PUBLISHED_AT,
            server("firstPublishedAt", LISTED),
            server("createdAt", LISTED),
            server("updatedAt", LISTED)
                    .alsoNamed(
                            "lastmod",
                            "updated",
                            "modified",
                            "updatedDate",
                            "last_modified_at",
                            "modDatetime",
                            "dateModified"),
            server("publishAt", LISTED, EDITORS_ONLY).alsoNamed("publishDate", "pubDate"),
            server("expireAt", LISTED, EDITORS_ONLY).alsoNamed("expiryDate", "unpublishDate"),
            server("archivedAt", LISTED, EDITORS_ONLY),
            server("trashedAt", LISTED, EDITORS_ONLY),
            SEO,
            RELATED,
            CUSTOM,
            server("wordCount", LISTED),
            server("readingMinutes", LISTED),
            server("excerpt", LISTED),
            server("links", LISTED),
            server("warnings", EDITORS_ONLY));

    /** The members that editors write. */
    public static final List<ArticleMember<?>> CONTENT =
            ALL.stream().filter(ArticleMember::isContent).toList();

    /** The optional texts without code of their own. */
    public static final List<ArticleMember<String>> TEXTS = texts(ArticleMember::isText);

    /** The texts that {@code q} searches in addition to the title. All have columns. */
    public static final List<ArticleMember<String>> SEARCHED = texts(ArticleMember::isSearched);

    /** The optional texts with a column in the tables of lists. {@code title} has one too, but a live copy needs it. */
    public static final List<ArticleMember<String>> OPTIONAL_COLUMNS = texts(ArticleMember::hasColumn);

    private static final Map<String, ArticleMember<?>> CONTENT_BY_NAME =
            CONTENT.stream().collect(Collectors.toUnmodifiableMap(ArticleMember::name, Function.identity()));

    private ArticleMembers() {}

    /** The member of this name that editors write; null if there is none. */
    static @Nullable ArticleMember<?> contentMember(String name) {
        return CONTENT_BY_NAME.get(name);
    }

    @SuppressWarnings("unchecked") // every condition matches only texts
    private static List<ArticleMember<String>> texts(Predicate<ArticleMember<?>> condition) {
        return ALL.stream()
                .filter(condition)
                .map(member -> (ArticleMember<String>) member)
                .toList();
    }
}
