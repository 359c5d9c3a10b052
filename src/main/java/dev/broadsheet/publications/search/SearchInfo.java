package dev.broadsheet.publications.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.text.WebQuery;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The search that was run: the query, its correction, and which hits were ranked. */
@Schema(name = "SearchFacts", description = "The search that was run.")
public record SearchInfo(
        @Schema(description = "The requested query.", examples = "sumit ends")
        String q,

        @Schema(
                description =
                        "The query that was run instead, with similar words of titles and names, because no article matched q. Absent if q was run unchanged.",
                examples = "summit ends")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String corrected,

        @Schema(
                description =
                        "With sort=relevance. all: all matches are ranked. newest-1000: more than 1,000 matched; the list has the newest 1,000 only.",
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
