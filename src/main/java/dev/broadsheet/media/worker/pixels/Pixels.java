package dev.broadsheet.media.worker.pixels;

import java.util.Arrays;

/** A picture in memory: rows from the top, pixels from the left, samples interleaved. */
public record Pixels(int width, int height, Layout layout, byte[] samples) {

    public Pixels {
        if (samples.length != width * height * layout.bands()) {
            throw new IllegalArgumentException(width + " x " + height + " of " + layout + ": " + samples.length);
        }
    }

    public Pixels(int width, int height, Layout layout) {
        this(width, height, layout, new byte[Math.multiplyExact(width * height, layout.bands())]);
    }

    public Size size() {
        return new Size(width, height);
    }

    /** The number of samples in a row. */
    public int stride() {
        return width * layout.bands();
    }

    /** Scales a rectangle of this picture. */
    public Pixels scaled(Region region, Size size) {
        Scaler scaler = new Scaler(size(), region, size, layout);
        for (int y = 0; y < height; y++) {
            scaler.row(samples, y * stride());
        }
        return scaler.pixels();
    }

    /** Removes the opacity if every pixel is opaque. */
    public Pixels withoutUselessAlpha() {
        if (layout != Layout.RGBA) {
            return this;
        }
        for (int i = 3; i < samples.length; i += 4) {
            if (samples[i] != -1) {
                return this;
            }
        }
        byte[] rgb = new byte[width * height * 3];
        for (int from = 0, to = 0; from < samples.length; from += 4, to += 3) {
            rgb[to] = samples[from];
            rgb[to + 1] = samples[from + 1];
            rgb[to + 2] = samples[from + 2];
        }
        return new Pixels(width, height, Layout.RGB, rgb);
    }

    /** Grey as RGB; other layouts as they are. */
    public Pixels grayAsRgb() {
        if (layout != Layout.GRAY) {
            return this;
        }
        byte[] rgb = new byte[samples.length * 3];
        for (int i = 0; i < samples.length; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, samples[i]);
        }
        return new Pixels(width, height, Layout.RGB, rgb);
    }
}
