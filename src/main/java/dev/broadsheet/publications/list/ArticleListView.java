package dev.broadsheet.publications.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.publications.search.SearchInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of {@link ArticleList}. */
@Schema(name = "ArticlePage", description = "A page of articles.")
record ArticleListView(
        List<ListedArticleView> data,
        Page.Info page,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Counts over the whole list, by the names given in facet.")
        @Nullable
        Map<String, List<FacetBucket>> facets,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Present with q.") @Nullable
        SearchInfo search) {}
