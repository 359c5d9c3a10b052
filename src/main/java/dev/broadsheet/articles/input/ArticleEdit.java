package dev.broadsheet.articles.input;

import dev.broadsheet.articles.content.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI schema of the input that {@link ArticleInputReader} reads; a test compares the two.
 * {@link ArticleEditSchemas} adds the texts of {@code ArticleMembers}.
 */
@Schema(
        name = "ArticleEdit",
        description =
                "An article in a request. Unknown members are refused. Read-only members may be sent back unchanged.")
public record ArticleEdit(
        @Schema(
                description = "Default: made from the title. Kept when the title changes.",
                maxLength = 200,
                pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")
        @Nullable
        String slug,

        @Schema(description = "The client's own id. Unique.", maxLength = 200) @Nullable
        String externalId,

        @Schema(description = "BCP 47 tag. Default: the site's.", examples = "en") @Nullable
        String locale,

        @Schema(examples = "article") @Nullable String type,

        @Schema(maxLength = 500, description = "Required to publish.", examples = "Summit ends without a deal")
        @Nullable
        String title,

        @Schema(
                description = "Required to publish. At most 2 MiB. A string is Markdown.",
                oneOf = {String.class, BodyEdit.class})
        @Nullable
        Object body,

        @Schema(
                description =
                        "At most 20. Unknown ones are created. An object fills in missing members of the author; existing values stay, with the warning author-details.",
                maxItems = 20,
                examples = "[\"Ada Moreno\", {\"name\": \"Ana Silva\", \"url\": \"https://example.org/ana\"}]")
        @Nullable
        List<AuthorEdit> authors,

        @Schema(description = "Slugs or names. At most 100. Unknown ones are created.", maxItems = 100) @Nullable
        List<String> tags,

        @Schema(description = "Slug or name. An unknown one is created.") @Nullable
        String section,

        @Schema(ref = "HeroImageEdit") @Nullable Map<String, Object> hero,

        @Schema(description = "Origin of the article.") Content.@Nullable Origin source,
        @Nullable String canonicalUrl,
        Content.@Nullable Location location,

        @Schema(description = "Date shown to readers; a future date schedules. Default: the first publication.")
        @Nullable
        Instant publishedAt,

        Content.@Nullable Seo seo,

        @Schema(
                description =
                        "Ids of articles, at most 100. An object as in responses is found by id, then by slug; otherwise it is left out with the warning unknown-article.",
                maxItems = 100)
        @Nullable
        List<UUID> related,

        @Schema(description = "Any JSON object, at most 64 KiB.") @Nullable
        Map<String, Object> custom,

        @Schema(
                description =
                        "Former paths on the site, at most 100. Each becomes a redirect to the article, unless the path has one; none is removed.",
                maxItems = 100,
                examples = "[\"/2019/old-page.html\"]")
        @Nullable
        List<String> aliases,

        @Schema(
                description =
                        "published: publishes this revision with the write, or at publishAt if that is in the future.",
                enumeration = {"draft", "published", "scheduled", "archived"})
        @Nullable
        String status,

        @Schema(description = "With status published: when it goes live. Alone: moves the schedule; null cancels it.")
        @Nullable
        Instant publishAt,

        @Schema(description = "When it is taken down; after publishAt. null: never. Takes effect at once.") @Nullable
        Instant expireAt,

        @Schema(description = "Only with status archived: why; shown to readers.", maxLength = 500) @Nullable
        String reason,

        @Schema(
                description =
                        "Only with status archived: what replaces it, any name of another article or an absolute URL.",
                maxLength = 2000)
        @Nullable
        String successor,

        @Schema(description = "Note of the revision.", maxLength = RevisionOptions.MAX_NOTE) @Nullable
        String note) {

    /** A slug or a name, or an object with further members. */
    @Schema(
            name = "AuthorEdit",
            description = "Slug or name of an author, or an object.",
            oneOf = {String.class, AuthorObject.class})
    interface AuthorEdit {}

    /** At least one of id, slug and name is required. */
    @Schema(
            name = "AuthorObject",
            description =
                    "An author by id, slug or name, with members to fill in. An unknown id is ignored if there is a slug or name.")
    record AuthorObject(
            @Nullable UUID id,
            @Schema(maxLength = 200) @Nullable String slug,

            @Schema(maxLength = 200, examples = "Ana Silva") @Nullable
            String name,

            @Schema(
                    description = "Website of the author. Absolute http or https URL.",
                    maxLength = 2000,
                    examples = "https://example.org/ana")
            @Nullable
            String url,

            @Schema(
                    description = "Plain text.",
                    maxLength = 2000,
                    examples = "Covers ports and the people who work there.")
            @Nullable
            String description,

            @Schema(description = "Alias of description.", maxLength = 2000) @Nullable
            String bio) {}

    /** Exactly one of the three is set. */
    @Schema(name = "BodyEdit", description = "A body in exactly one of the three formats.")
    record BodyEdit(
            @Nullable String markdown,
            @Nullable String html,
            @Schema(ref = "BlockEdits") @Nullable List<Map<String, Object>> blocks) {}
}
