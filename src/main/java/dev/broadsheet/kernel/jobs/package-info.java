/**
 * Scheduled jobs that use the database: they are counted, so that a shutdown waits for them, and skipped while the database is away.
 * Uses {@code kernel} and {@code kernel.events}.
 */
@NullMarked
package dev.broadsheet.kernel.jobs;

import org.jspecify.annotations.NullMarked;
