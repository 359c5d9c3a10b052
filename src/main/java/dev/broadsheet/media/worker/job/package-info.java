/**
 * What the app and the worker process say to each other: a job on the worker's standard input, its outcome on the standard
 * output. Both sides belong to one release, so the format has no versions. Uses {@code kernel}.
 */
@NullMarked
package dev.broadsheet.media.worker.job;

import org.jspecify.annotations.NullMarked;
