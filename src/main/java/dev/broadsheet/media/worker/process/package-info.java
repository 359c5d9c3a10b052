/**
 * Starts the worker process, gives it one job at a time, and kills it when a job takes too long. Uses
 * {@code media.worker.job}.
 */
@NullMarked
package dev.broadsheet.media.worker.process;

import org.jspecify.annotations.NullMarked;
