/**
 * The change log: assigns positions to changes in commit order and notifies every node. Uses {@code kernel} alone; a
 * listener implements {@code kernel.events.ChangeFeed.Listener}.
 *
 * <p>A write assigns positions to its changes and sends NOTIFY if no other transaction in the cluster is assigning
 * positions. Otherwise {@code Sequencer} does it after the commit. Only one transaction assigns positions at a time, so
 * they become visible in order, and no write waits for another. A notification only wakes the reader; the changes are
 * read from the log by position. A node that isn't connected to the change feed bypasses its cache, or marks cached
 * responses as stale if the database is unreachable.
 */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
