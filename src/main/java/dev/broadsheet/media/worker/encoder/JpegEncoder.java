package dev.broadsheet.media.worker.encoder;

import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;

/** Writes JPEG: 4:2:0, with Huffman tables of its own. Opacity is shown on white. */
final class JpegEncoder {

    private static final float QUALITY = 0.8f;

    private JpegEncoder() {}

    static byte[] encode(Pixels picture) throws IOException {
        return JdkWriter.write(onWhite(picture), "jpeg", writer -> {
            JPEGImageWriteParam param = new JPEGImageWriteParam(Locale.ROOT);
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            // Progressive files would be some percent smaller, but take twice the time.
            param.setOptimizeHuffmanTables(true);
            return param;
        });
    }

    private static Pixels onWhite(Pixels picture) {
        if (picture.layout() != Layout.RGBA) {
            return picture;
        }
        Pixels opaque = new Pixels(picture.width(), picture.height(), Layout.RGB);
        byte[] rgba = picture.samples();
        for (int from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
            int alpha = rgba[from + 3] & 255;
            for (int band = 0; band < 3; band++) {
                opaque.samples()[to + band] =
                        (byte) (((rgba[from + band] & 255) * alpha + 255 * (255 - alpha) + 127) / 255);
            }
        }
        return opaque;
    }
}
