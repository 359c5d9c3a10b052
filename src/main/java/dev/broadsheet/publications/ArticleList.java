package dev.broadsheet.publications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonSerializable;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.publications.search.SearchFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of articles.
 *
 * @param facets counts over the whole list, under the names that they were asked for; absent if nobody asked
 * @param search absent without q
 */
record ArticleList(
        List<? extends JsonSerializable> data,
        Page.Facts page,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<Bucket>> facets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SearchFacts search) {

    static ArticleList of(Page<? extends JsonSerializable> page, Tally.Result tally, @Nullable SearchFacts search) {
        return new ArticleList(page.data(), page.page(), tally.facets(), search);
    }
}
