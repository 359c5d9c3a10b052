package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of stored data, fired as a CDI event inside the transaction that makes it. The change log stores it; no
 * other observer may have effects before the commit.
 *
 * @param live whether the change affects published content, or only editors see it
 * @param slug the public slug of the article or term at that moment; for unpublished content, the slug of the working
 *     copy; for a redirect, its source path
 * @param detail additional text, for the audit log only
 */
public record Change(
        ChangeType type,
        boolean live,
        @Nullable UUID articleId,
        @Nullable UUID termId,
        @Nullable UUID redirectId,
        @Nullable Integer revision,
        String slug,
        Instant at,
        @Nullable String detail) {

    public Change withDetail(String what) {
        return new Change(type, live, articleId, termId, redirectId, revision, slug, at, what);
    }
}
