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
                "An article as it is sent. Unknown members are refused. Members that only the server sets may be sent back with the value they have.")
public record ArticleEdit(
        @Schema(
                description = "Made from the title if absent; kept when the title changes.",
                maxLength = 200,
                pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")
        @Nullable
        String slug,

        @Schema(description = "The caller's own id, unique.", maxLength = 200) @Nullable
        String externalId,

        @Schema(description = "BCP 47 tag; the site's if absent.", examples = "en") @Nullable
        String locale,

        @Schema(examples = "article") @Nullable String type,

        @Schema(maxLength = 500, description = "Needed to publish.", examples = "Summit ends without a deal") @Nullable
        String title,

        @Schema(
                description = "Needed to publish, at most 2 MiB. A text is Markdown.",
                oneOf = {String.class, BodyEdit.class})
        @Nullable
        Object body,

        @Schema(
                description =
                        "At most 20; made on first use. An object may say more than the name: that fills in what the author lacks. What the author has stays, with the warning author-details.",
                maxItems = 20,
                examples = "[\"Ada Moreno\", {\"name\": \"Ana Silva\", \"url\": \"https://example.org/ana\"}]")
        @Nullable
        List<AuthorEdit> authors,

        @Schema(description = "Slugs or names, at most 100; made on first use.", maxItems = 100) @Nullable
        List<String> tags,

        @Schema(description = "Slug or name; made on first use.") @Nullable
        String section,

        @Schema(ref = "HeroImageEdit") @Nullable Map<String, Object> hero,

        @Schema(description = "Where it came from.") Content.@Nullable Origin source,
        @Nullable String canonicalUrl,
        Content.@Nullable Location location,

        @Schema(description = "The date that readers see; one ahead schedules. The first publication's if absent.")
        @Nullable
        Instant publishedAt,

        Content.@Nullable Seo seo,

        @Schema(
                description =
                        "Ids of articles, at most 100. An object, as it is answered, that has a slug as well is found by it if no article has the id, or else left out with the warning unknown-article.",
                maxItems = 100)
        @Nullable
        List<UUID> related,

        @Schema(description = "Any JSON object, at most 64 KiB.") @Nullable
        Map<String, Object> custom,

        @Schema(
                description =
                        "Former addresses on the site, at most 100 paths. Each becomes a redirect to the article unless there is one; none is removed.",
                maxItems = 100,
                examples = "[\"/2019/old-page.html\"]")
        @Nullable
        List<String> aliases,

        @Schema(
                description = "published: this revision goes live with the write, at publishAt if that is ahead.",
                enumeration = {"draft", "published", "scheduled", "archived"})
        @Nullable
        String status,

        @Schema(
                description =
                        "When it goes live, with status published. Alone it moves the schedule there is; null calls it off.")
        @Nullable
        Instant publishAt,

        @Schema(description = "When it is taken down by itself, after publishAt; never if null. Takes effect at once.")
        @Nullable
        Instant expireAt,

        @Schema(description = "With status archived alone: why, as readers are told.", maxLength = 500) @Nullable
        String reason,

        @Schema(
                description =
                        "With status archived alone: what takes its place, any name of another article or an absolute URL.",
                maxLength = 2000)
        @Nullable
        String successor,

        @Schema(description = "What the revision is about.", maxLength = RevisionOptions.MAX_NOTE) @Nullable
        String note) {

    /** A slug or a name, or an object with further members. */
    @Schema(
            name = "AuthorEdit",
            description = "The slug or the name of an author, or an object.",
            oneOf = {String.class, AuthorObject.class})
    interface AuthorEdit {}

    /** At least one of id, slug and name is required. */
    @Schema(
            name = "AuthorObject",
            description =
                    "An author by id, slug or name, with what the author lacks. An unknown id doesn't count if there is a slug or a name.")
    record AuthorObject(
            @Nullable UUID id,
            @Schema(maxLength = 200) @Nullable String slug,

            @Schema(maxLength = 200, examples = "Ana Silva") @Nullable
            String name,

            @Schema(
                    description = "The author's website: an absolute http or https address.",
                    maxLength = 2000,
                    examples = "https://example.org/ana")
            @Nullable
            String url,

            @Schema(
                    description = "Plain text about the author.",
                    maxLength = 2000,
                    examples = "Covers ports and the people who work there.")
            @Nullable
            String description,

            @Schema(description = "Another name of description.", maxLength = 2000) @Nullable
            String bio) {}

    /** Exactly one of the three is set. */
    @Schema(name = "BodyEdit", description = "A body in exactly one of the three forms.")
    record BodyEdit(
            @Nullable String markdown,
            @Nullable String html,
            @Schema(ref = "BlockEdits") @Nullable List<Map<String, Object>> blocks) {}
}
