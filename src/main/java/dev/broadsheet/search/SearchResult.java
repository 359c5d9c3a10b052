package dev.broadsheet.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A search result. */
@Schema(name = "FoundItem", description = "A search result.")
record SearchResult(
        @Schema(enumeration = {"article", "tag", "author", "section"})
        SearchResultType kind,

        UUID id,
        @Schema(examples = "summit-ends") String slug,

        @Schema(
                description = "Title of an article, or name of a tag, author or section.",
                examples = "Summit ends without a deal")
        String title,

        @Schema(ref = "HeroImage", description = "Of an article that has one.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        JsonNode hero,

        @Schema(
                description =
                        "Matches in the title, and in lines of an article's summary or body. Sanitized HTML: escaped text with mark around matches.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Highlights highlight,

        @Schema(description = "Relevance, comparable within the response only.", examples = "0.4")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        BigDecimal score,

        @Schema(description = "Links.") Map<String, String> links) {

    @Schema(name = "FoundMarks")
    record Highlights(
            @Schema(examples = "<mark>Summit</mark> ends without a deal") @Nullable
            String title,

            @Nullable String summary,
            @Nullable String body) {}

    /** The ids of the articles if {@code articles}, otherwise those of the terms. */
    static List<UUID> ids(List<SearchResult> items, boolean articles) {
        return items.stream()
                .filter(item -> (item.kind() == SearchResultType.ARTICLE) == articles)
                .map(SearchResult::id)
                .toList();
    }

    static SearchResult of(
            SearchResultType kind,
            UUID id,
            String slug,
            String title,
            @Nullable JsonNode hero,
            @Nullable Highlights highlight,
            @Nullable BigDecimal score) {
        return new SearchResult(kind, id, slug, title, hero, highlight, score, Map.of("self", kind.path(slug)));
    }
}
