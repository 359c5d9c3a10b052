package dev.broadsheet.kernel.events;

import java.util.List;

/**
 * Hears what changes in the store, whichever node changes it, in the order of the log. The room of the log implements
 * it; whoever keeps in memory what follows from the store is a {@link Listener}.
 *
 * <p>How late it is: another node's change is heard some milliseconds after its commit, this one's within a tenth of a
 * second. One whose node died before giving it a position, or whose notification a pooler swallowed, within
 * {@code broadsheet.changes.every}; a database or a connection that stops answering is noticed within
 * {@code broadsheet.database.heartbeat} and {@code health-timeout}.
 */
public interface ChangeFeed {

    /** As of now: one look at memory, for every request if need be. */
    State state();

    enum State {
        /** Everything is heard: what followed from the store before, and was not touched by what was heard, still does. */
        LISTENING,
        /** Something may not have been heard yet. The store can be asked. */
        CATCHING_UP,
        /** The database doesn't answer: nobody can know. */
        UNREACHABLE
    }

    /**
     * Is told by one thread, one call after the other; while it takes its time, nobody hears anything. Make it a CDI
     * bean. When it throws, it is told {@link #onChangesMissed}, and the ear goes on.
     */
    interface Listener {

        /**
         * What came since the last call, in the order of positions: everything exactly once, this node's own included
         * (see {@link LocalNode#isOwn}). At the start of a process the log is taken up where it ends.
         */
        void onChanges(List<LoggedChange> changes);

        /** From now on changes may pass unheard. Told at once, and once; what was missed is heard before {@link #onCaughtUp}. */
        void onConnectionLost(String reason);

        /** Some changes will never be heard, because the log is not the one that it was: restored, or emptied. */
        void onChangesMissed();

        /** What may have passed unheard has been heard, and what comes is heard as it comes. Also told at the start. */
        void onCaughtUp();
    }
}
