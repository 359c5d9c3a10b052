package dev.broadsheet.publications.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonSerializable;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.publications.search.SearchInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of articles.
 *
 * @param facets counts over the whole list, by the requested names; null if not requested
 * @param search null without {@code q}
 */
public record ArticleList(
        List<? extends JsonSerializable> data,
        Page.Info page,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<FacetBucket>> facets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SearchInfo search) {

    static ArticleList of(
            Page<? extends JsonSerializable> page, FacetCounts.Result counts, @Nullable SearchInfo search) {
        return new ArticleList(page.data(), page.page(), counts.facets(), search);
    }
}
