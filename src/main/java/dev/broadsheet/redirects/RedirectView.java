package dev.broadsheet.redirects;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A redirect as the API returns it. Sending it back changes nothing.
 *
 * @param to a path or a URL, an {@link ArticleTarget}, or null for 410
 */
@Schema(name = "Redirect", description = "A redirect.")
record RedirectView(
        UUID id,
        @Schema(examples = "/2019/old-page.html") String from,

        @Schema(
                description = "A path, a URL, an article with its present slug, or null if the target is gone.",
                oneOf = {String.class, ArticleTarget.class})
        @Nullable
        Object to,

        @Schema(enumeration = {"301", "302", "307", "308", "410"})
        int status,

        @Nullable String note,
        Instant createdAt,
        Instant updatedAt) {

    /** An article as target. The redirect follows its renames. */
    @Schema(name = "RedirectArticle", description = "An article, by any of its names. Its renames are followed.")
    record ArticleTarget(@Schema(examples = "summit-ends") String article) {}
}
