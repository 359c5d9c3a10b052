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
        @Nullable UUID articleId,
        @Nullable UUID termId,
        @Nullable UUID redirectId,
        @Nullable Integer revision,
        @Nullable String slug,
        Instant at,
        @Nullable UUID node,
        @Nullable String detail) {

    public boolean is(ChangeType wanted) {
        return wanted.text().equals(type);
    }
}
