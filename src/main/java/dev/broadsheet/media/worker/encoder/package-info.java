/**
 * Writes renditions. Runs in the worker process only. JPEG and PNG are written by the JDK, WebP and AVIF by FFmpeg. Uses
 * {@code media.worker.pixels} and {@code .codec}.
 */
@NullMarked
package dev.broadsheet.media.worker.encoder;

import org.jspecify.annotations.NullMarked;
