package dev.broadsheet.kernel.events;

import java.util.List;

/**
 * Delivers the committed changes of all nodes, in the order of the change log. A bean that caches data derived from the
 * database implements {@link Listener}.
 *
 * <p>Delay: a change of another node arrives some milliseconds after its commit, a change of this node within a tenth
 * of a second. If a node died before it gave its change a position, or a connection pooler swallowed the notification,
 * the change arrives within {@code broadsheet.changes.every}. A database or a connection that stops responding is
 * noticed within {@code broadsheet.database.heartbeat} plus {@code health-timeout}.
 */
public interface ChangeFeed {

    /** The current state. Reads memory only, so it is cheap enough for every request. */
    State state();

    enum State {
        /** All changes are being delivered: cached data is valid unless a delivered change invalidated it. */
        LISTENING,
        /** Some changes may not have been delivered yet. The database can be queried. */
        CATCHING_UP,
        /** The database doesn't respond, so it is unknown whether cached data is current. */
        UNREACHABLE
    }

    /**
     * Receives changes; make it a CDI bean. One thread calls all listeners, one call after the other, so a slow
     * listener delays all others. If a listener throws, it is called with {@link #onChangesMissed}, and the change feed
     * continues.
     */
    interface Listener {

        /**
         * Called with the changes since the last call, in the order of positions. Each change is delivered exactly
         * once, this node's own included (see {@link LocalNode#isOwn}). When a process starts, delivery begins at the
         * end of the log.
         */
        void onChanges(List<LoggedChange> changes);

        /**
         * From now on changes may be delayed. Called once per outage, as soon as it is noticed. The delayed changes are
         * delivered before {@link #onCaughtUp}.
         */
        void onConnectionLost(String reason);

        /** Some changes will never be delivered, because the log was restored from a backup, or emptied. */
        void onChangesMissed();

        /**
         * All delayed changes have been delivered, and new ones arrive as they are committed. Also called at the start.
         */
        void onCaughtUp();
    }
}
