package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of stored data, fired as a CDI event inside the transaction that makes it. The change log stores it; no
 * other observer may have effects before the commit.
 *
 * @param live whether the change affects published content, or only editors see it
 * @param id the id of the subject; null if it has none that clients know
 * @param revision the revision of the subject; null if it has no revisions
 * @param name the name of the subject at that moment, such as a slug; for published content, the published slug
 * @param detail additional text, for the audit log only
 */
public record Change(
        ChangeType type,
        boolean live,
        @Nullable UUID id,
        @Nullable Integer revision,
        String name,
        Instant at,
        @Nullable String detail) {

    /** The id, if the subject is of that kind; otherwise null. */
    public @Nullable UUID idOf(String subject) {
        return subject.equals(type.subject()) ? id : null;
    }

    public Change withDetail(String text) {
        return new Change(type, live, id, revision, name, at, text);
    }
}
