package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Change} as stored in the change log, with its position.
 *
 * @param position from 1, without gaps, in the order in which commits become visible: a reader that has seen a position
 *     never finds a new change with a smaller one
 * @param type as text: a newer release on another node may write types that this one doesn't know
 * @param node the process that made it, see {@link LocalNode}
 */
public record LoggedChange(
        long position,
        String type,
        boolean live,
        @Nullable UUID id,
        @Nullable Integer revision,
        @Nullable String name,
        Instant at,
        @Nullable UUID node,
        @Nullable String detail) {

    /** The id, if the subject is of that kind; otherwise null. */
    public @Nullable UUID idOf(String subject) {
        return type.startsWith(subject + ".") ? id : null;
    }

    public boolean is(ChangeType wanted) {
        return wanted.text().equals(type);
    }
}
