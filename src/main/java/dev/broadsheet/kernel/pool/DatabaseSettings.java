package dev.broadsheet.kernel.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the app waits for the database before a request answers 503. */
@ConfigMapping(prefix = "broadsheet.database")
public interface DatabaseSettings {

    /**
     * How long a request waits for a free connection of the pool. Longer rides out a short rush; shorter frees the worker
     * threads sooner while the database is slow.
     */
    @WithDefault("3s")
    Duration acquireTimeout();

    /**
     * How long a statement of a request may take, its answer included. The server cancels the statement at 4/5 of this; a
     * server that doesn't do so by 9/10 is taken for dead and the connection is closed. Exports, merges, atomic batches and
     * indexing have limits of their own; migrations have none.
     */
    @WithDefault("5s")
    Duration statementTimeout();

    /**
     * How long a statement waits for a lock that another transaction holds. Keep it well below {@link #statementTimeout}:
     * those who wait hold a connection, and have waited for it before.
     */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * How many statements of this node may wait for the lock of a table at the same time. Those beyond are cancelled within
     * half a second and answer 503, so that one locked table doesn't use up the pool. Keep it well below
     * {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("4")
    int lockWaiters();

    /**
     * How long the heartbeat, and the check of an idle connection, wait for an answer. Without one the database counts as
     * unreachable: readiness is DOWN, cached reads are marked stale, and all else answers 503 at once until the heartbeat is
     * back. The check of an idle connection rounds this down to whole seconds.
     */
    @WithDefault("1s")
    Duration healthTimeout();

    /**
     * The time between two heartbeats. With {@link #healthTimeout} it is how late a frozen database is noticed, 1.5 s by
     * default. One costs a look at an index.
     */
    @WithDefault("500ms")
    Duration heartbeat();
}
