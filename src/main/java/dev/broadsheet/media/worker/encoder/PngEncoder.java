package dev.broadsheet.media.worker.encoder;

import dev.broadsheet.media.worker.pixels.Pixels;
import java.io.IOException;
import javax.imageio.ImageWriter;

/** Writes PNG, which transparent pictures have in place of JPEG. */
final class PngEncoder {

    private PngEncoder() {}

    static byte[] encode(Pixels picture) throws IOException {
        return JdkWriter.write(picture, "png", ImageWriter::getDefaultWriteParam);
    }
}
