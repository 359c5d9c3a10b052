package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.header.PngHeader;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes PNG with the JDK's reader. Of an animation, the picture for programs that don't animate. */
final class PngDecoder {

    private static final double MILLIONS = 40;

    /** The memory for an interlaced picture, whose rows come in seven passes. */
    private static final long MAX_IMAGE = 100_000_000;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

    private PngDecoder() {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        PngHeader header = PngHeader.read(file);
        Limits.check(header.size(), MILLIONS, "A PNG");
        Limits.checkFrames(header.frames());
        ImageReader reader = JdkCodecs.reader("png");
        try {
            PartsStream stream = new PartsStream(file).add(SIGNATURE);
            header.parts().forEach(part -> stream.add(part[0], part[1]));
            reader.setInput(stream.add(END), true, true);
            Pixels scaled = read(reader, header);
            Pixels srgb = ColorProfile.toSrgb(scaled, header.profile()).withoutUselessAlpha();
            return new Decoded(
                    header.orientation().apply(header.size()),
                    header.orientation().apply(srgb),
                    header.frames() > 1);
        } finally {
            reader.dispose();
        }
    }

    /** The reader takes no file that lacks a part of its picture; without checksum and last chunk it does. */
    private static Pixels read(ImageReader reader, PngHeader header) throws IOException, Refusal {
        try {
            return header.interlaced() ? readImage(reader, header) : readRows(reader, header);
        } catch (IOException damaged) {
            if (!header.ended()) {
                throw Truncation.refusal();
            }
            throw damaged;
        }
    }

    private static Pixels readRows(ImageReader reader, PngHeader header) throws IOException {
        Size size = header.size();
        RowConversion rows = new RowConversion(size, size.working(), header.bands(), header.palette());
        RowSink sink = new RowSink(size.width(), size.height(), header.bands(), 1, rows::row);
        read(reader, sink, reader.getDefaultReadParam());
        sink.finish();
        return rows.pixels();
    }

    /** Large ones lose every second pixel. */
    private static Pixels readImage(ImageReader reader, PngHeader header) throws IOException {
        int step = 1;
        while (header.size().pixels() * header.bands() / ((long) step * step) > MAX_IMAGE) {
            step++;
        }
        Size size = new Size(
                (header.size().width() + step - 1) / step, (header.size().height() + step - 1) / step);
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size.width(), size.height(), header.bands(), null);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        read(reader, raster, param);
        RowConversion rows = new RowConversion(size, header.size().working(), header.bands(), header.palette());
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int y = 0; y < size.height(); y++) {
            rows.row(samples, y * size.width() * header.bands());
        }
        return rows.pixels();
    }

    /** The reader scales samples of any depth to the 8 bits of the raster. */
    private static void read(ImageReader reader, WritableRaster raster, ImageReadParam param) throws IOException {
        param.setDestination(new BufferedImage(RowConversion.colors(raster.getNumBands()), raster, false, null));
        reader.read(0, param);
    }
}
