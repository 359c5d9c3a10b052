/**
 * The change log: assigns positions to changes in commit order and notifies every node. Uses {@code kernel} alone; a
 * listener implements {@code kernel.events.ChangeFeed.Listener}.
 *
 * <p>A write numbers its changes and sends NOTIFY if nobody else in the cluster is numbering; else a sequencer does it
 * after the commit. One at a time, so positions are seen in order, and no write waits for its turn. A notification
 * only wakes; what changed is read from the log by position. A node that can't hear doesn't trust its cache.
 */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
