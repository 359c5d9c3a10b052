/**
 * Decodes pictures and writes their renditions in a process of its own, so that a hostile file can't hurt the process that
 * answers. Uses {@code kernel}, {@code media.worker.process}, {@code .job}, {@code .child} (its name only) and
 * {@code .pixels}.
 *
 * <p>The worker stays below 300 MB for every kind of picture at its limit (measured by {@code ImageBench}). So the limits
 * differ: 100 megapixels for JPEG, 25 with several scans, whose coefficients are kept until the last; 40 for PNG, GIF and
 * WebP, 32 for WebP that is lossless or transparent; 8.5 for AVIF, because libaom takes up to twenty bytes a pixel.
 */
@NullMarked
package dev.broadsheet.media.worker;

import org.jspecify.annotations.NullMarked;
