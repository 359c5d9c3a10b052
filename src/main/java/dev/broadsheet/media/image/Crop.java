package dev.broadsheet.media.image;

/**
 * A crop in pixels of the working copy.
 *
 * @param right exclusive
 * @param bottom exclusive
 */
record Crop(int left, int top, int right, int bottom) {

    /**
     * The largest crop of that ratio, with the point as near to its centre as the sides of the picture permit.
     *
     * @param x of the point, from 0 to 1
     * @param y of the point, from 0 to 1
     */
    static Crop around(double x, double y, Ratio ratio, int width, int height) {
        return new Crop(0, 0, width, height).narrowed(x * width, y * height, ratio);
    }

    /** The largest crop of that ratio in the middle of the area. */
    static Crop inside(Area area, Ratio ratio, int width, int height) {
        int left = pixel(area.x(), width - 1);
        int top = pixel(area.y(), height - 1);
        int right = Math.max(left + 1, pixel(area.x() + area.width(), width));
        int bottom = Math.max(top + 1, pixel(area.y() + area.height(), height));
        return new Crop(left, top, right, bottom).narrowed((left + right) / 2.0, (top + bottom) / 2.0, ratio);
    }

    private static int pixel(double fraction, int most) {
        return (int) Math.min(most, Math.round(fraction * most));
    }

    private Crop narrowed(double x, double y, Ratio ratio) {
        int width = ratio.cropWidth(width(), height());
        int height = ratio.cropHeight(width(), height());
        int newLeft = between(left, Math.round(x - width / 2.0), right - width);
        int newTop = between(top, Math.round(y - height / 2.0), bottom - height);
        return new Crop(newLeft, newTop, newLeft + width, newTop + height);
    }

    private static int between(int least, long value, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }
}
