package dev.broadsheet.media.worker.pixels;

/** The samples of a pixel, 8 bits each, in this order. */
public enum Layout {
    GRAY(1, false, true),
    RGB(3, false, true),
    RGBA(4, true, true),
    /** Amounts of ink: 0 is none. They are resampled as they are, because no transfer curve is known for them. */
    CMYK(4, false, false);

    private final int bands;
    private final boolean alpha;
    private final boolean light;

    Layout(int bands, boolean alpha, boolean light) {
        this.bands = bands;
        this.alpha = alpha;
        this.light = light;
    }

    public int bands() {
        return bands;
    }

    /** Whether the last sample is the opacity, which the others aren't multiplied with. */
    public boolean alpha() {
        return alpha;
    }

    /** Whether samples are light, encoded with the curve of sRGB or one near it. */
    boolean light() {
        return light;
    }
}
