package dev.broadsheet.articles.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The members of an article in OpenAPI, except the plain texts of {@code ArticleMembers}; {@link ArticleSchemas} builds
 * the schema of each response from both. Documents the output of {@link ArticleJson}; a test compares the two.
 */
@Schema(name = "Article")
public record ArticleView(
        @Schema(description = "UUIDv7.") UUID id,

        @Schema(description = "The client's own id.", maxLength = 200) @Nullable
        String externalId,

        @Schema(examples = "summit-ends", maxLength = 200) String slug,

        @Schema(description = "BCP 47 tag.", examples = "en")
        String locale,

        @Schema(examples = "article") String type,

        @Schema(enumeration = {"draft", "scheduled", "published", "expired", "archived", "trashed"})
        String status,

        @Schema(description = "Live revision; null if none.") @Nullable
        Integer live,

        @Schema(description = "true if the working copy differs from the live revision.")
        Boolean modified,

        @Schema(description = "Number of the revision shown.")
        int revision,

        @Schema(maxLength = 500, examples = "Summit ends without a deal") @Nullable
        String title,

        @Nullable BodyView body,
        List<TermName> authors,
        List<TermName> tags,
        @Nullable TermName section,
        @Schema(ref = "HeroImage") @Nullable Map<String, Object> hero,
        @Schema(description = "Origin of the article.") Content.@Nullable Origin source,
        @Nullable String canonicalUrl,
        Content.@Nullable Location location,

        @Schema(description = "Date shown to readers.") @Nullable
        Instant publishedAt,

        @Nullable Instant firstPublishedAt,
        Instant createdAt,

        @Schema(description = "When the article was last changed; for a live article, when this version was published.")
        Instant updatedAt,

        @Schema(description = "When the scheduled revision goes live.") @Nullable
        Instant publishAt,

        @Schema(description = "When it is taken down.") @Nullable
        Instant expireAt,

        @Nullable Instant archivedAt,
        @Nullable Instant trashedAt,
        Content.@Nullable Seo seo,

        @Schema(description = "Related articles in the given order; live ones only.")
        List<RelatedArticle> related,

        @Schema(description = "Stored as sent.") @Nullable Map<String, Object> custom,
        int wordCount,

        @Schema(description = "At 200 words a minute, rounded up.")
        int readingMinutes,

        @Schema(description = "Beginning of the text, in whole sentences where possible.") @Nullable
        String excerpt,

        @Schema(description = "Links.") Map<String, String> links,

        @Schema(description = "What was stored differently from the request; empty if nothing.")
        List<Warning> warnings) {

    /** One member for each format requested with {@code body.format}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Body", description = "One member for each format in body.format.")
    public record BodyView(
            @Schema(ref = "Blocks") @Nullable List<Map<String, Object>> blocks,

            @Schema(description = "Sanitized HTML fragment.") @Nullable
            String html,

            @Schema(description = "CommonMark with tables, task lists and footnotes.") @Nullable
            String markdown,

            @Nullable String text,

            @Schema(description = "Working copies only: the body as it was sent.") @Nullable
            BodySourceView source) {}

    /** A body as an editor sent it. */
    @Schema(name = "BodySource")
    public record BodySourceView(
            @Schema(enumeration = {"markdown", "html", "blocks"})
            String format,

            String text) {}

    /** A related article in a response. */
    @Schema(name = "RelatedArticle")
    public record RelatedArticle(UUID id, String slug, String title) {}
}
