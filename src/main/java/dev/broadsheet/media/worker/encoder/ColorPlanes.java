package dev.broadsheet.media.worker.encoder;

import dev.broadsheet.media.worker.pixels.Pixels;

/** A picture as YCbCr 4:2:0 in the full range, with the coefficients of BT.601. Opacity is left out. */
final class ColorPlanes {

    private final Pixels picture;
    private final int bands;

    ColorPlanes(Pixels picture) {
        this.picture = picture;
        this.bands = picture.layout().bands();
    }

    void luma(int y, byte[] to) {
        byte[] samples = picture.samples();
        for (int x = 0, at = y * picture.stride(); x < to.length; x++, at += bands) {
            to[x] = (byte) (19595 * (samples[at] & 255)
                            + 38470 * (samples[at + 1] & 255)
                            + 7471 * (samples[at + 2] & 255)
                            + 32768
                    >> 16);
        }
    }

    /** The averages of four pixels, in this row and the next one. */
    void chroma(int y, byte[] blue, byte[] red) {
        int below = Math.min(y + 1, picture.height() - 1) - y;
        for (int x = 0; x < blue.length; x++) {
            int at = y * picture.stride() + 2 * x * bands;
            int right = 2 * x + 1 < picture.width() ? bands : 0;
            int down = below * picture.stride();
            int r = sum(at, right, down);
            int g = sum(at + 1, right, down);
            int b = sum(at + 2, right, down);
            blue[x] = clamp((-11059 * r - 21709 * g + 32768 * b) / 4);
            red[x] = clamp((32768 * r - 27439 * g - 5329 * b) / 4);
        }
    }

    private int sum(int at, int right, int down) {
        byte[] samples = picture.samples();
        return (samples[at] & 255)
                + (samples[at + right] & 255)
                + (samples[at + down] & 255)
                + (samples[at + right + down] & 255);
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, (value + 32768 >> 16) + 128));
    }
}
