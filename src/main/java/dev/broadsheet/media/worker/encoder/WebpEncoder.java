package dev.broadsheet.media.worker.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.FrameEncoder;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.util.Map;

/** Writes lossy WebP, with opacity where there is some. */
final class WebpEncoder {

    static final String NAME = "libwebp";

    private static final Map<String, String> OPTIONS =
            Map.of("quality", "80", "compression_level", "4", "preset", "default");

    private WebpEncoder() {}

    static byte[] encode(Pixels picture) throws CodecException {
        try (FrameEncoder encoder =
                new FrameEncoder(NAME, picture.width(), picture.height(), AV_PIX_FMT_BGRA, OPTIONS)) {
            int bands = picture.layout().bands();
            byte[] samples = picture.samples();
            byte[] row = new byte[picture.width() * 4];
            for (int y = 0; y < picture.height(); y++) {
                for (int from = y * picture.stride(), to = 0; to < row.length; from += bands, to += 4) {
                    row[to] = samples[from + 2];
                    row[to + 1] = samples[from + 1];
                    row[to + 2] = samples[from];
                    row[to + 3] = bands == 4 ? samples[from + 3] : -1;
                }
                encoder.put(0, y, row, row.length);
            }
            return encoder.packet();
        }
    }
}
