package dev.broadsheet.redirects;

import dev.broadsheet.redirects.RedirectView.ArticleTarget;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A redirect as a client sends it, validated. */
record RedirectEdit(
        SitePath from, Destination to, int status, @Nullable String note) {

    /** The OpenAPI schema of the JSON that {@link RedirectReader} reads. */
    @Schema(name = "RedirectEdit", description = "A redirect in a request.")
    record Sent(
            @Schema(
                    description =
                            "A path of the site, optionally with a query; the host of a URL is dropped. Stored in normal form: normalized percent-encoding, no dot segments, no fragment, no trailing slash. Without a query, it also matches requests with a query that no other redirect has.",
                    examples = "/2019/old-page.html",
                    maxLength = 2000)
            String from,

            @Schema(
                    description = "A path, an absolute URL or an article. Absent with status 410.",
                    oneOf = {String.class, ArticleTarget.class})
            @Nullable
            Object to,

            @Schema(
                    enumeration = {"301", "302", "307", "308", "410"},
                    defaultValue = "308")
            @Nullable
            Integer status,

            @Schema(description = "For editors.", maxLength = 500) @Nullable
            String note) {}
}
