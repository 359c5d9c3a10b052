package dev.broadsheet.media.worker.pixels;

/** A width and a height in pixels. */
public record Size(int width, int height) {

    /** The maximum length of the longer side of a working copy. */
    private static final int WORKING = 2400;

    /** The size of the working copy of a picture of this size: never enlarged. */
    public Size working() {
        return within(WORKING);
    }

    /** The same proportions, with the longer side at most this long. */
    Size within(int side) {
        int longer = Math.max(width, height);
        if (longer <= side) {
            return this;
        }
        return new Size(scaled(width, side, longer), scaled(height, side, longer));
    }

    public Size turned() {
        return new Size(height, width);
    }

    public long pixels() {
        return (long) width * height;
    }

    private static int scaled(int length, int side, int longer) {
        return Math.max(1, Math.round((float) length * side / longer));
    }
}
