package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Size;

/**
 * A decoded picture.
 *
 * @param original the size of the upright original
 * @param working the picture as its working copy has it
 */
public record Decoded(Size original, Pixels working, boolean animated) {}
