/**
 * Runs every write: transaction, retries, idempotency keys, dry runs and response. Uses {@code kernel} and
 * {@code access}.
 *
 * <p>A dry run executes the write and rolls it back, so both have the same checks and results. A stored response is
 * inserted in the write's own transaction, so neither exists without the other.
 */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
