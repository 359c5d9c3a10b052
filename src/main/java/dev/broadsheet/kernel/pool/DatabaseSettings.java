package dev.broadsheet.kernel.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the app waits for the database before a request answers 503. */
@ConfigMapping(prefix = "broadsheet.database")
public interface DatabaseSettings {

    /**
     * How long a request waits for a free connection of the pool. A longer wait survives a short peak; a shorter one
     * frees the worker threads sooner while the database is slow. A write waits up to twice as long, because Hibernate
     * asks the pool a second time for its first statement.
     */
    @WithDefault("2500ms")
    Duration acquireTimeout();

    /**
     * How long a statement of a request may take, response included. The server cancels the statement at 4/5 of this;
     * if it hasn't done so at 9/10, it is considered dead and the connection is closed. Exports, merges, atomic batches
     * and indexing have limits of their own; migrations have none.
     */
    @WithDefault("5s")
    Duration statementTimeout();

    /**
     * How long a statement waits for a lock that another transaction holds. Keep it well below
     * {@link #statementTimeout}: a waiting request holds a connection, and may have waited for that connection before.
     */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * How many statements of this node may wait for a table lock at the same time. Further waiting statements are
     * cancelled within half a second and their requests answer 503, so that one locked table doesn't use up the pool.
     * Keep it well below {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("4")
    int lockWaiters();

    /**
     * How long the heartbeat, and the check of an idle connection, wait for a response. Without one the database counts
     * as unreachable: readiness is DOWN, cached reads are marked stale, and all other requests answer 503 at once until
     * a heartbeat succeeds. The check of an idle connection rounds this down to whole seconds.
     */
    @WithDefault("1s")
    Duration healthTimeout();

    /**
     * The time between two heartbeats. The sum of this and {@link #healthTimeout} is the delay after which a frozen
     * database is noticed, 1.5 s by default. A heartbeat costs one index lookup.
     */
    @WithDefault("500ms")
    Duration heartbeat();
}
