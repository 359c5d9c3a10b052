package dev.broadsheet.articles.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of an article that was taken down: another article or an external URL.
 *
 * @param url the external URL, or the path of the article in this API
 */
@Schema(name = "Successor", description = "What replaces an article: another article, or a URL.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuccessorView(
        @Nullable UUID id,
        @Schema(examples = "summit-ends-2") @Nullable String slug,
        @Nullable String title,
        @Schema(examples = "/api/articles/summit-ends-2") String url) {

    public static SuccessorView article(UUID id, String slug, @Nullable String title) {
        return new SuccessorView(id, slug, title, "/api/articles/" + slug);
    }

    public static SuccessorView elsewhere(String url) {
        return new SuccessorView(null, null, null, url);
    }
}
