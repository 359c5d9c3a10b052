/**
 * The connection pool: statement deadlines and the state of each pooled connection. Uses no other package of the app.
 *
 * <p>Every connection has a statement, lock and network timeout from the start, so a request needs no round trip for
 * them. The heartbeat of the change feed, on its own connection, notices a frozen server. From then on requests and
 * jobs that need the database are refused or skipped until a heartbeat succeeds.
 */
@NullMarked
package dev.broadsheet.kernel.pool;

import org.jspecify.annotations.NullMarked;
