package dev.broadsheet.redirects;

import dev.broadsheet.articles.json.SuccessorView;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The current location of a URL.
 *
 * @param status the status that the site should answer with
 * @param location the target, which for an article is its URL in this API; null for 410
 */
@Schema(name = "Resolution", description = "Where a URL leads now.")
record Resolution(
        @Schema(description = "The requested URL.", examples = "https://example.org/2019/old-page.html")
        String url,

        @Schema(
                description = "article: the URL is current. redirect: it moved. gone: it was taken down.",
                enumeration = {"article", "redirect", "gone"})
        String kind,

        @Schema(enumeration = {"200", "301", "302", "307", "308", "410"})
        int status,

        @Schema(examples = "/api/articles/summit-ends") @Nullable
        String location,

        @Nullable ArticleAt article,

        @Schema(description = "Why an article is gone, if a reason was given.") @Nullable
        String reason,

        @Nullable SuccessorView successor) {

    /** The published article that the URL leads to. */
    @Schema(name = "ResolvedArticle")
    record ArticleAt(UUID id, String slug, String title) {}

    static Resolution article(String url, int status, ArticleAt article) {
        return new Resolution(
                url,
                status == 200 ? "article" : "redirect",
                status,
                "/api/articles/" + article.slug(),
                article,
                null,
                null);
    }

    static Resolution redirect(String url, int status, String location) {
        return new Resolution(url, "redirect", status, location, null, null, null);
    }

    static Resolution gone(String url, @Nullable String reason, @Nullable SuccessorView successor) {
        return new Resolution(url, "gone", Redirect.GONE, null, null, reason, successor);
    }
}
