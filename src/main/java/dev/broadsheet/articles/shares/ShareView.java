package dev.broadsheet.articles.shares;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A preview link as the API returns it, without its token. */
@Schema(name = "Share", description = "A preview link, without its token.")
record ShareView(
        UUID id,

        @Schema(description = "The revision that it shows; null: the working copy, whatever it becomes.") @Nullable
        Integer revision,

        Instant expiresAt,
        Instant createdAt,

        @Schema(description = "The name of the key that made it.", examples = "newsroom script")
        String createdBy) {

    static ShareView of(Share share) {
        return new ShareView(share.id, share.revision, share.expiresAt, share.createdAt, share.createdBy);
    }

    /** All links of an article. */
    @Schema(name = "Shares", description = "The preview links of an article that haven't ended, oldest first.")
    record Shares(List<ShareView> data) {}

    /** The OpenAPI schema of the response that contains the token. */
    @Schema(name = "NewShare", description = "A preview link with its token.", allOf = ShareView.class)
    record Issued(
            @Schema(
                    description = "The token. Shown once: null in the response to a repeat and to a dry run.",
                    examples = "bsp_0AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeF")
            @Nullable
            String token,

            @Schema(
                    description = "The address of the preview, with the token; null as the token is.",
                    examples = "/api/shared/bsp_0AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeF")
            @Nullable
            String url) {}

    /** The OpenAPI schema of a request. */
    @Schema(name = "ShareEdit", description = "How to share an article.")
    record Sent(
            @Schema(description = "At most 90 days ahead. Default: in 7 days.") @Nullable
            Instant expiresAt,

            @Schema(description = "Shows this revision only. Default: follows the working copy.", minimum = "1")
            @Nullable
            Integer revision) {}
}
