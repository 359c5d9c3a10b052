package dev.broadsheet.access.audit;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param by the name of the key; “broadsheet” for what the app did by itself, “command line” for commands
 * @param address the network address that the request came from
 * @param name the slug of the article or term at that moment, where the redirect begins, or the name of the key
 */
@Schema(name = "AuditEntry", description = "One thing that was done: who, what, which revision, from where.")
record AuditEntry(
        Instant at,
        @Schema(examples = "imports") String by,
        @Nullable UUID keyId,
        @Schema(examples = "192.0.2.7") @Nullable String address,
        @Schema(examples = "article.published") String action,
        @Nullable UUID article,
        @Nullable UUID term,
        @Nullable UUID redirect,
        @Nullable Integer revision,
        @Schema(examples = "summit-ends") String name,
        @Nullable String detail) {}
