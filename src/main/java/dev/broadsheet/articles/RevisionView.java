package dev.broadsheet.articles;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry in an article's history.
 *
 * @param by the name of the key that sent it
 * @param live whether readers see this one
 */
@Schema(name = "RevisionEntry", description = "An entry in an article's history.")
record RevisionView(
        int revision,
        Instant createdAt,
        String by,
        @Nullable String note,
        @Nullable String title,
        boolean live) {}
