package dev.broadsheet.media.worker.encoder;

import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes by the image writers of the JDK. Never by writers that another library has registered. */
final class JdkWriter {

    private JdkWriter() {}

    /** @param param makes the settings of a writer */
    static byte[] write(Pixels picture, String format, Function<ImageWriter, ImageWriteParam> param)
            throws IOException {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(picture), null, null), param.apply(writer));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** An image over the same samples. */
    private static BufferedImage image(Pixels picture) {
        boolean alpha = picture.layout() == Layout.RGBA;
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                alpha,
                false,
                alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        byte[] samples = picture.samples();
        return new BufferedImage(
                colors,
                Raster.createInterleavedRaster(
                        new DataBufferByte(samples, samples.length),
                        picture.width(),
                        picture.height(),
                        picture.stride(),
                        picture.layout().bands(),
                        alpha ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2},
                        null),
                false,
                null);
    }

    private static ImageWriter writer(String format) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getModule() == ImageIO.class.getModule()) {
                return writer;
            }
        }
        throw new IOException("This Java runtime writes no " + format + ".");
    }
}
