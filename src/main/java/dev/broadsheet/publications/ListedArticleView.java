package dev.broadsheet.publications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.articles.ArticleView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents an entry of a list: an article, and with a search where it matches. */
@Schema(
        name = "ListedArticle",
        description = "An article, and with highlight=true where it matches.",
        allOf = {ArticleView.class, ListedArticleView.Highlighted.class, ListedArticleView.Unreadable.class})
record ListedArticleView() {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Highlighted")
    record Highlighted(
            @Schema(description = "With highlight=true.") @Nullable
            HighlightView highlight) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "UnreadableArticle")
    record Unreadable(
            @Schema(
                    description =
                            "Only where the stored content of this one article can't be read (unreadable-content). Of its other members those are there that are known without it: at least id and links.")
            @Nullable
            Problem problem) {}

    @Schema(name = "EntryProblem", description = "Why an article of a list can't be shown.")
    record Problem(
            @Schema(examples = "/problems/unreadable-content")
            String type,

            String title,
            @Schema(examples = "500") int status,
            String detail,

            @Schema(examples = "unreadable-content") String code) {}

    @Schema(
            name = "Highlight",
            description =
                    "Where it matches: HTML that is safe to put into a page, escaped text with mark around what matches.")
    record HighlightView(
            @Schema(examples = "<mark>Summit</mark> ends without a deal") @Nullable
            String title,

            @Nullable String summary,

            @Schema(description = "Lines around the first matches in the body; null if there is none.") @Nullable
            String body) {}
}
