package dev.broadsheet.publications.related;

import dev.broadsheet.publications.list.ListedArticleView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** OpenAPI schema of {@link Related}. */
@Schema(name = "RelatedArticles", description = "Related articles, best first.")
record RelatedView(List<ListedArticleView> data) {}
