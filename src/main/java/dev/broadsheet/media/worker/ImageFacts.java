package dev.broadsheet.media.worker;

import dev.broadsheet.media.worker.pixels.Size;

/**
 * What decoding told of a picture.
 *
 * @param width of the upright original
 * @param height likewise
 * @param transparent whether any pixel isn't opaque
 * @param blurhash a placeholder in a few dozen characters
 * @param color the dominant colour, {@code #rrggbb}
 */
public record ImageFacts(int width, int height, boolean transparent, boolean animated, String blurhash, String color) {

    /** The width of the working copy: its longer side has at most 2,400 pixels, and it is never enlarged. */
    public int workingWidth() {
        return new Size(width, height).working().width();
    }

    /** The height of the working copy. */
    public int workingHeight() {
        return new Size(width, height).working().height();
    }
}
