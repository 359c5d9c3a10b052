package dev.broadsheet.media.worker.pixels;

/** A rectangle in pixels of a picture; its edges may lie within pixels. */
public record Region(double left, double top, double width, double height) {

    public static Region all(Size size) {
        return new Region(0, 0, size.width(), size.height());
    }

    /** A rectangle in fractions from 0 to 1 of the width and the height. */
    public static Region ofFractions(Size size, double left, double top, double right, double bottom) {
        return new Region(
                left * size.width(),
                top * size.height(),
                (right - left) * size.width(),
                (bottom - top) * size.height());
    }
}
