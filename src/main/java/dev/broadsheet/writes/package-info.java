/**
 * Runs every write: transaction, retries, idempotency keys, dry runs and response. Uses {@code kernel} and
 * {@code access}.
 *
 * <p>A dry run is the real write rolled back, so it can't promise what the write doesn't keep. A stored response is
 * written in the write's own transaction, so neither exists without the other.
 */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
