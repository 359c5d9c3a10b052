/**
 * The layer that every write passes: its transaction, retries, idempotency keys, dry runs and response. Uses
 * {@code kernel} and {@code access}.
 */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
