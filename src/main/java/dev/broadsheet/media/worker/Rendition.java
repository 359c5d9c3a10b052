package dev.broadsheet.media.worker;

/**
 * One rendition: a rectangle of the picture, in fractions from 0 to 1 of its width and height, scaled to a size in pixels.
 */
public record Rendition(
        double left, double top, double right, double bottom, int width, int height, ImageFormat format) {

    public Rendition {
        boolean inside = 0 <= left && left < right && right <= 1 && 0 <= top && top < bottom && bottom <= 1;
        if (!inside || width < 1 || height < 1) {
            throw new IllegalArgumentException("no rectangle, or no size");
        }
    }
}
