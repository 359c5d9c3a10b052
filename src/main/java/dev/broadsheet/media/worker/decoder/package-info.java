/**
 * Decodes files into pictures that are upright, sRGB and at most as large as a working copy. Runs in the worker process
 * only. Uses {@code media.worker.job}, {@code .header}, {@code .pixels} and {@code .codec}.
 *
 * <p>The header of a file is read by us and checked before a decoder sees the file; decoders get only the parts that
 * they need. JPEG, PNG and GIF are decoded by the JDK, WebP and AVIF by FFmpeg. Pictures are scaled before their colours
 * are converted: a profile costs more for each pixel than anything else.
 */
@NullMarked
package dev.broadsheet.media.worker.decoder;

import org.jspecify.annotations.NullMarked;
