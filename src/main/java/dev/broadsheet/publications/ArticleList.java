package dev.broadsheet.publications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of articles.
 *
 * @param facets counts over the whole list, under the names that they were asked for; absent if nobody asked
 */
record ArticleList(
        List<ObjectNode> data,
        Page.Facts page,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<Bucket>> facets) {

    static ArticleList of(Page<ObjectNode> page, Tally.Result tally) {
        return new ArticleList(page.data(), page.page(), tally.facets());
    }
}
