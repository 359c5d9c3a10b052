package dev.broadsheet.media.worker.encoder;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.Natives;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Encodes sRGB pictures, with or without opacity, by the name of the format. */
public final class ImageEncoder {

    private ImageEncoder() {}

    /** The formats that can be written on this machine. */
    public static List<String> formats() {
        List<String> formats = new ArrayList<>(List.of("jpeg", "png"));
        if (Natives.hasEncoder(WebpEncoder.NAME)) {
            formats.add("webp");
        }
        if (Natives.hasEncoder(AvifEncoder.NAME)) {
            formats.add("avif");
        }
        return formats;
    }

    public static byte[] encode(Pixels picture, String format) throws IOException {
        try {
            return switch (format) {
                case "jpeg" -> JpegEncoder.encode(picture);
                case "png" -> PngEncoder.encode(picture);
                case "webp" -> WebpEncoder.encode(picture);
                case "avif" -> AvifEncoder.encode(picture);
                default -> throw new IOException("unknown format " + format);
            };
        } catch (CodecException failed) {
            throw new IOException(format + " can't be written", failed);
        }
    }
}
