package dev.broadsheet.publications.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.articles.json.ArticleSchemas;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of the members that only a list entry has. {@link ArticleSchemas} adds the members of an article. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = ArticleSchemas.SUMMARY)
public record ListedArticleView(
        @Schema(description = "Present with highlight=true.") @Nullable
        HighlightView highlight,

        @Schema(
                description =
                        "Present only if the stored content of this article can't be read (unreadable-content). Members that depend on it are missing; id and links are always there.")
        @Nullable
        Problem problem) {

    @Schema(name = "EntryProblem", description = "Why an article in a list can't be shown.")
    record Problem(
            @Schema(examples = "/problems/unreadable-content")
            String type,

            String title,
            @Schema(examples = "500") int status,
            String detail,

            @Schema(examples = "unreadable-content") String code) {}

    @Schema(name = "Highlight", description = "Matches. Sanitized HTML: escaped text with mark around matches.")
    record HighlightView(
            @Schema(examples = "<mark>Summit</mark> ends without a deal") @Nullable
            String title,

            @Nullable String summary,

            @Schema(description = "Lines around the first matches in the body; null if none.") @Nullable
            String body) {}
}
