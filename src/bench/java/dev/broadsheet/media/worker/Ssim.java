package dev.broadsheet.media.worker;

/**
 * Structural similarity of two pictures in luma, the mean of windows of 8 by 8.
 *
 * <p>Source: Wang, Bovik, Sheikh, Simoncelli, Image Quality Assessment (2004).
 */
final class Ssim {

    private static final int WINDOW = 8;
    private static final int STEP = 4;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private Ssim() {}

    static double of(byte[] first, byte[] second, int width) {
        int height = first.length / width;
        double sum = 0;
        int count = 0;
        for (int y = 0; y + WINDOW <= height; y += STEP) {
            for (int x = 0; x + WINDOW <= width; x += STEP) {
                sum += window(first, second, width, y * width + x);
                count++;
            }
        }
        return sum / count;
    }

    private static double window(byte[] first, byte[] second, int width, int start) {
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = 0; y < WINDOW; y++) {
            for (int x = 0; x < WINDOW; x++) {
                int p = first[start + y * width + x] & 255;
                int q = second[start + y * width + x] & 255;
                a += p;
                b += q;
                aa += p * p;
                bb += q * q;
                ab += p * q;
            }
        }
        int n = WINDOW * WINDOW;
        double meanA = a / n;
        double meanB = b / n;
        double varA = aa / n - meanA * meanA;
        double varB = bb / n - meanB * meanB;
        double cov = ab / n - meanA * meanB;
        return (2 * meanA * meanB + C1) * (2 * cov + C2) / ((meanA * meanA + meanB * meanB + C1) * (varA + varB + C2));
    }
}
