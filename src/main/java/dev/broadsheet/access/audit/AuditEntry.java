package dev.broadsheet.access.audit;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param by the name of the key; “broadsheet” for changes by the app itself, “command line” for commands
 * @param address the IP address of the client
 * @param name the slug of the article or term at that moment, the source path of the redirect, or the name of the key
 */
@Schema(name = "AuditEntry", description = "A logged change: who, what, which revision, from where.")
record AuditEntry(
        Instant at,
        @Schema(examples = "imports") String by,
        @Nullable UUID keyId,
        @Schema(examples = "192.0.2.7") @Nullable String address,
        @Schema(examples = "article.published") String action,
        @Nullable UUID article,
        @Nullable UUID term,
        @Nullable UUID redirect,
        @Nullable UUID media,
        @Nullable Integer revision,
        @Schema(examples = "summit-ends") String name,
        @Nullable String detail) {}
