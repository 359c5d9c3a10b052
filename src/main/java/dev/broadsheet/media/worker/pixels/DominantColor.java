package dev.broadsheet.media.worker.pixels;

import java.util.Locale;

/** The colour that most of a picture has. */
public final class DominantColor {

    private static final int SIDE = 96;

    /** Colours that agree in so many bits of each sample count as one. */
    private static final int BITS = 4;

    private DominantColor() {}

    /** The colour as {@code #rrggbb}. Transparent pixels don't count, unless there are no others. */
    public static String of(Pixels picture) {
        Pixels small = picture.scaled(Region.all(picture.size()), picture.size().within(SIDE));
        int bands = small.layout().bands();
        byte[] samples = small.samples();
        long[][] sums = new long[1 << 3 * BITS][4];
        for (int at = 0; at < samples.length; at += bands) {
            int weight = bands == 4 ? samples[at + 3] & 255 : 255;
            int bin = 0;
            for (int band = 0; band < 3; band++) {
                bin = bin << BITS | (samples[at + band] & 255) >> 8 - BITS;
            }
            for (int band = 0; band < 3; band++) {
                sums[bin][band] += (long) (samples[at + band] & 255) * weight;
            }
            sums[bin][3] += weight;
        }
        long[] most = sums[0];
        for (long[] sum : sums) {
            most = sum[3] > most[3] ? sum : most;
        }
        long count = Math.max(1, most[3]);
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                (most[0] + count / 2) / count,
                (most[1] + count / 2) / count,
                (most[2] + count / 2) / count);
    }
}
