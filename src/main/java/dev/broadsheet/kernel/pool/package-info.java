/**
 * The connection pool: statement deadlines and the state of each pooled connection. Uses no other package of the app.
 *
 * <p>Every connection has a statement, lock and network timeout from the start, so a request pays no round trip for
 * them. The heartbeat of the change feed, on its own connection, notices a frozen server; from then on nothing takes a
 * connection or a thread until the heartbeat is back.
 */
@NullMarked
package dev.broadsheet.kernel.pool;

import org.jspecify.annotations.NullMarked;
