package dev.broadsheet.access.audit;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A write that was refused.
 *
 * @param by the name of the key; null without a valid key
 * @param traceId the one in the client's error
 */
@Schema(name = "RefusedEntry", description = "A write that was refused: who, what, why, from where.")
record RefusedEntry(
        Instant at,

        @Schema(description = "The name of the key; null without a valid key.", examples = "imports") @Nullable
        String by,

        @Nullable UUID keyId,
        @Schema(examples = "192.0.2.7") @Nullable String address,
        @Schema(examples = "PUT") String method,

        @Schema(examples = "/api/articles/summit-ends/publication")
        String path,

        @Schema(examples = "403") int status,
        @Schema(examples = "forbidden") String code,

        @Schema(description = "As in the error that the client got.", examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        String traceId) {}
