package dev.broadsheet.media.worker.decoder;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The image readers of the JDK. Never readers that another library has registered. */
final class JdkCodecs {

    private JdkCodecs() {}

    static ImageReader reader(String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IOException("This Java runtime reads no " + format + ".");
    }
}
