package dev.broadsheet.media.worker.pixels;

/**
 * A few dozen characters that describe a picture's colours, for a placeholder while it loads. Transparent parts count as
 * white.
 *
 * <p>Source: the BlurHash algorithm of woltapp/blurhash.
 */
public final class BlurHash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static final int SIDE = 48;

    private BlurHash() {}

    public static String of(Pixels picture) {
        Pixels small = picture.scaled(Region.all(picture.size()), picture.size().within(SIDE));
        boolean wide = picture.width() >= picture.height();
        return encode(small, wide ? 4 : 3, wide ? 3 : 4);
    }

    private static String encode(Pixels picture, int columns, int rows) {
        double[][] factors = new double[columns * rows][];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                factors[y * columns + x] = factor(picture, x, y);
            }
        }
        double most = 0;
        for (int i = 1; i < factors.length; i++) {
            for (double value : factors[i]) {
                most = Math.max(most, Math.abs(value));
            }
        }
        StringBuilder hash = new StringBuilder();
        int quantized = Math.max(0, Math.min(82, (int) Math.floor(most * 166 - 0.5)));
        double unit = (quantized + 1) / 166.0;
        digits(hash, columns - 1 + (rows - 1) * 9, 1);
        digits(hash, quantized, 1);
        digits(hash, average(factors[0]), 4);
        for (int i = 1; i < factors.length; i++) {
            int code = 0;
            for (double value : factors[i]) {
                double root = Math.copySign(Math.sqrt(Math.abs(value / unit)), value);
                code = code * 19 + Math.max(0, Math.min(18, (int) Math.floor(root * 9 + 9.5)));
            }
            digits(hash, code, 2);
        }
        return hash.toString();
    }

    private static double[] factor(Pixels picture, int column, int row) {
        double[] sums = new double[3];
        int bands = picture.layout().bands();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double basis = Math.cos(Math.PI * column * x / picture.width())
                        * Math.cos(Math.PI * row * y / picture.height());
                int at = (y * picture.width() + x) * bands;
                double alpha = bands == 4 ? (picture.samples()[at + 3] & 255) / 255.0 : 1;
                for (int band = 0; band < 3; band++) {
                    double light = Light.ofSample(picture.samples()[at + band]) * alpha + 1 - alpha;
                    sums[band] += basis * light;
                }
            }
        }
        double scale = (column == 0 && row == 0 ? 1.0 : 2.0) / (picture.width() * picture.height());
        return new double[] {sums[0] * scale, sums[1] * scale, sums[2] * scale};
    }

    private static int average(double[] light) {
        int code = 0;
        for (double value : light) {
            code = code << 8 | Light.sample((float) value) & 255;
        }
        return code;
    }

    private static void digits(StringBuilder hash, int value, int length) {
        int divisor = (int) Math.pow(83, length - 1);
        for (int i = 0; i < length; i++) {
            hash.append(DIGITS.charAt(value / divisor % 83));
            divisor /= 83;
        }
    }
}
