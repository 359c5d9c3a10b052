/**
 * Scheduled jobs that use the database: the shutdown waits for running ones, and none starts while the database is
 * unreachable. Uses {@code kernel.events}.
 */
@NullMarked
package dev.broadsheet.kernel.jobs;

import org.jspecify.annotations.NullMarked;
