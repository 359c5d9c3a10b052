/**
 * FFmpeg by JavaCPP: native libraries, frames, packets. Runs in the worker process only. What is allocated here is outside
 * of the heap and must be closed. Uses {@code media.worker.pixels}.
 *
 * <p>No demuxer is used: FFmpeg sees the packet of one picture, and only the decoders {@code webp} and {@code libaom-av1}.
 */
@NullMarked
package dev.broadsheet.media.worker.codec;

import org.jspecify.annotations.NullMarked;
