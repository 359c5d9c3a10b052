package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Change} as it stands in the log, with its place there.
 *
 * @param position from 1, without gaps, in the order in which commits are seen: who has seen it never meets a smaller one
 *     that is new
 * @param kind as text: a newer release on another node may write kinds that this one doesn't know
 * @param node the process that made it, see {@link LocalNode}
 */
public record LoggedChange(
        long position,
        String kind,
        boolean live,
        @Nullable UUID articleId,
        @Nullable UUID termId,
        @Nullable UUID redirectId,
        @Nullable Integer revision,
        @Nullable String slug,
        Instant at,
        @Nullable UUID node,
        @Nullable String detail) {

    public boolean is(Change.Kind wanted) {
        return wanted.text().equals(kind);
    }
}
