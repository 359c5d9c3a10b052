package dev.broadsheet.media.worker.pixels;

/** The transfer curve of sRGB (IEC 61966-2-1): samples to amounts of light from 0 to 1, and back. */
final class Light {

    /** Fine enough that a sample comes back as it was: the curve begins with a slope of 12.92. */
    private static final int STEPS = 1 << 14;

    private static final float[] LIGHT = new float[256];
    private static final float[] PLAIN = new float[256];
    private static final byte[] SAMPLES = new byte[STEPS + 1];

    static {
        for (int i = 0; i < 256; i++) {
            double value = i / 255.0;
            LIGHT[i] = (float) (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
            PLAIN[i] = (float) value;
        }
        for (int i = 0; i <= STEPS; i++) {
            double light = (double) i / STEPS;
            double value = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            SAMPLES[i] = (byte) Math.round(value * 255);
        }
    }

    private Light() {}

    /** The amount of light of each sample. */
    static float[] table(Layout layout) {
        return layout.light() ? LIGHT : PLAIN;
    }

    static float ofSample(int sample) {
        return LIGHT[sample & 255];
    }

    static byte sample(float light) {
        return SAMPLES[Math.max(0, Math.min(STEPS, (int) (light * STEPS + 0.5f)))];
    }

    /** A value from 0 to 1 that isn't light, such as an opacity. */
    static byte plainSample(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value * 255 + 0.5f)));
    }
}
