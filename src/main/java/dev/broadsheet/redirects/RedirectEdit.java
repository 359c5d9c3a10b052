package dev.broadsheet.redirects;

import dev.broadsheet.redirects.RedirectView.ArticleTarget;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A redirect as a client sends it, validated. */
record RedirectEdit(
        SitePath from, Destination to, int status, @Nullable String note) {

    /** The OpenAPI schema of what {@link RedirectReader} reads. */
    @Schema(name = "RedirectEdit", description = "A redirect as it is sent.")
    record Sent(
            @Schema(
                    description =
                            "A path of the site, with a query if it needs one; of a URL the host is dropped. Stored in a normal form: percent-encoding put right, dot segments resolved, no fragment, no slash at the end. Without a query it also takes those who come with one that no other redirect names.",
                    examples = "/2019/old-page.html",
                    maxLength = 2000)
            String from,

            @Schema(
                    description = "A path or an absolute URL, or an article. Left out with status 410.",
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
