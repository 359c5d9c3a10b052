package dev.broadsheet.media.worker.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.FrameEncoder;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.util.Map;

/**
 * Writes AVIF with SVT-AV1: YCbCr 4:2:0 of 8 bits. The slower presets make smaller files, but need up to 3.4 seconds a
 * megapixel where each pixel is unlike its neighbours. So the preset depends on how long it would take.
 */
final class AvifEncoder {

    static final String NAME = "libsvtav1";

    /** What a rendition may take, in milliseconds of a slow core: less than half of a job's processor time. */
    private static final double MILLIS = 2000;

    /** The part of the time of preset 4 that preset 6 takes. Preset 8 takes a seventh. */
    private static final double PRESET_6 = 0.35;

    /** The tools for screenshots and charts take up to 300 MB more in large pictures. */
    private static final long MAX_SCREEN_PIXELS = 1_500_000;

    private static final String PARAMETERS = "lp=1:avif=1:tune=4";

    private AvifEncoder() {}

    private static Map<String, String> options(Pixels picture) {
        return Map.of(
                "preset",
                Integer.toString(preset(picture)),
                "crf",
                "32",
                "svtav1-params",
                picture.size().pixels() > MAX_SCREEN_PIXELS ? PARAMETERS + ":scm=0" : PARAMETERS);
    }

    static int preset(Pixels picture) {
        double megapixels = picture.size().pixels() / 1e6;
        // Measured with photos, charts, pages of text and noise.
        double millis = megapixels * Math.min(3400, 500 + 300 * detail(picture));
        return millis <= MILLIS ? 4 : millis * PRESET_6 <= MILLIS ? 6 : 8;
    }

    /** The mean difference of neighbours across and down, of samples from 0 to 255. Of each four rows, two are looked at. */
    private static double detail(Pixels picture) {
        ColorPlanes planes = new ColorPlanes(picture);
        byte[] row = new byte[picture.width()];
        byte[] below = new byte[picture.width()];
        long sum = 0;
        long count = 0;
        for (int y = 0; y + 1 < picture.height(); y += 4) {
            planes.luma(y, row);
            planes.luma(y + 1, below);
            for (int x = 0; x + 1 < row.length; x++) {
                int here = row[x] & 255;
                sum += Math.abs(here - (row[x + 1] & 255)) + Math.abs(here - (below[x] & 255));
            }
            count += 2L * (row.length - 1);
        }
        return (double) sum / Math.max(1, count);
    }

    static byte[] encode(Pixels picture) throws CodecException {
        int width = picture.width();
        int height = picture.height();
        try (FrameEncoder encoder = new FrameEncoder(NAME, width, height, AV_PIX_FMT_YUV420P, options(picture))) {
            ColorPlanes planes = new ColorPlanes(picture);
            byte[] luma = new byte[width];
            byte[] blue = new byte[(width + 1) / 2];
            byte[] red = new byte[(width + 1) / 2];
            for (int y = 0; y < height; y++) {
                planes.luma(y, luma);
                encoder.put(0, y, luma, luma.length);
                if (y % 2 == 0) {
                    planes.chroma(y, blue, red);
                    encoder.put(1, y / 2, blue, blue.length);
                    encoder.put(2, y / 2, red, red.length);
                }
            }
            return encoder.avif();
        }
    }
}
