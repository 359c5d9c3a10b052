package dev.broadsheet.testkit;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.paging.Page;
import java.util.List;

/** A page of a list of articles. */
public record ArticlePage(List<ArticleView> data, Page.Info page) {

    public List<String> slugs() {
        return data.stream().map(ArticleView::slug).toList();
    }
}
