/**
 * What the headers of files say: sizes, scans, frames, orientation, colour profile, and which parts a decoder needs. Reads
 * no pixels. Runs in the worker process only. Uses {@code media.worker.job} and {@code .pixels}.
 */
@NullMarked
package dev.broadsheet.media.worker.header;

import org.jspecify.annotations.NullMarked;
