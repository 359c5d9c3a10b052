package dev.broadsheet.media.worker.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.FrameEncoder;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.util.Map;

/** Writes AVIF with SVT-AV1: YCbCr 4:2:0 of 8 bits. */
final class AvifEncoder {

    static final String NAME = "libsvtav1";

    private static final Map<String, String> OPTIONS =
            Map.of("preset", "4", "crf", "32", "svtav1-params", "lp=1:avif=1:tune=4");

    private AvifEncoder() {}

    static byte[] encode(Pixels picture) throws CodecException {
        int width = picture.width();
        int height = picture.height();
        try (FrameEncoder encoder = new FrameEncoder(NAME, width, height, AV_PIX_FMT_YUV420P, OPTIONS)) {
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
