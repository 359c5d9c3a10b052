package dev.broadsheet.media.worker.pixels;

/**
 * How a stored picture is turned to be upright: first mirrored left to right or not, then turned clockwise.
 *
 * @param quarters quarter turns, 0 to 3
 */
public record Orientation(boolean mirrored, int quarters) {

    public static final Orientation UPRIGHT = new Orientation(false, 0);

    /** The value of Exif's tag Orientation; values that aren't defined are upright. */
    public static Orientation ofExif(int value) {
        return switch (value) {
            case 2 -> new Orientation(true, 0);
            case 3 -> new Orientation(false, 2);
            case 4 -> new Orientation(true, 2);
            case 5 -> new Orientation(true, 3);
            case 6 -> new Orientation(false, 1);
            case 7 -> new Orientation(true, 1);
            case 8 -> new Orientation(false, 3);
            default -> UPRIGHT;
        };
    }

    public Size apply(Size stored) {
        return quarters % 2 == 0 ? stored : stored.turned();
    }

    public Pixels apply(Pixels stored) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        Size size = apply(stored.size());
        Pixels upright = new Pixels(size.width(), size.height(), stored.layout());
        int bands = stored.layout().bands();
        int width = stored.width();
        int height = stored.height();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = mirrored ? width - 1 - x : x;
                int toX =
                        switch (quarters) {
                            case 1 -> height - 1 - y;
                            case 2 -> width - 1 - column;
                            case 3 -> y;
                            default -> column;
                        };
                int toY =
                        switch (quarters) {
                            case 1 -> column;
                            case 2 -> height - 1 - y;
                            case 3 -> width - 1 - column;
                            default -> y;
                        };
                int from = (y * width + x) * bands;
                int to = (toY * size.width() + toX) * bands;
                for (int band = 0; band < bands; band++) {
                    upright.samples()[to + band] = stored.samples()[from + band];
                }
            }
        }
        return upright;
    }
}
