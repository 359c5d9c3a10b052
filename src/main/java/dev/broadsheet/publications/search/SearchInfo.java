package dev.broadsheet.publications.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.text.WebQuery;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The search that was run, and how. */
@Schema(name = "SearchFacts", description = "What was searched for, and how.")
public record SearchInfo(
        @Schema(description = "As it was asked.", examples = "sumit ends")
        String q,

        @Schema(
                description =
                        "No article matched q, so this was searched for instead: words of titles and names that are spelled much like it. Absent if q was taken as it is.",
                examples = "summit ends")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String corrected,

        @Schema(
                description =
                        "Sorted by relevance: all, or newest-1000 if more than a thousand matched; then the newest thousand are ranked, and the list ends with them. Absent with another sort.",
                enumeration = {"all", "newest-1000"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String ranked) {

    /**
     * @param ranked whether the best hits come first
     * @param rows rows of the list; empty only if the list is empty
     */
    public static SearchInfo of(WebQuery query, @Nullable WebQuery corrected, boolean ranked, List<Record> rows) {
        Boolean more = ranked && !rows.isEmpty() ? rows.get(0).get(Ranking.HAS_MORE) : null;
        return new SearchInfo(
                query.text(), corrected == null ? null : corrected.text(), ranked ? Ranking.describe(more) : null);
    }
}
