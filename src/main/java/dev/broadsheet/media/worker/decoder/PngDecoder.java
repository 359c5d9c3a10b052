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
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes PNG. Of an animation, the picture for programs that don't animate. */
final class PngDecoder {

    private static final double MILLIONS = 40;

    /** The memory for an interlaced picture, whose rows come in seven passes. */
    private static final long MAX_IMAGE = 100_000_000;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

    /** Where a pass of an interlaced picture begins, and how far apart its pixels are. */
    private record Pass(int left, int top, int across, int down) {}

    private static final List<Pass> PASSES = List.of(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    private PngDecoder() {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        PngHeader header = PngHeader.read(file);
        Limits.check(header.size(), MILLIONS, "A PNG");
        Limits.checkFrames(header.frames());
        Pixels scaled = header.plain() ? readPlain(file, header) : readByJdk(file, header);
        Pixels srgb = ColorProfile.toSrgb(scaled, header.profile()).withoutUselessAlpha();
        return new Decoded(
                header.orientation().apply(header.size()), header.orientation().apply(srgb), header.frames() > 1);
    }

    private static Pixels readPlain(FileBytes file, PngHeader header) throws IOException, Refusal {
        try (PngRows rows = new PngRows(file, header)) {
            return header.interlaced() ? readPasses(rows, header) : readPlainRows(rows, header);
        }
    }

    private static Pixels readPlainRows(PngRows rows, PngHeader header) throws IOException, Refusal {
        Size size = header.size();
        RowConversion conversion = new RowConversion(size, size.working(), header.bands(), header.palette());
        rows.begin(size.width());
        int y = 0;
        try {
            for (; y < size.height(); y++) {
                conversion.row(rows.next(), 0);
            }
        } catch (EOFException truncated) {
            if (!Truncation.isSmall(size.height() - y, size.height())) {
                throw Truncation.refusal(y, size.height());
            }
        }
        return conversion.pixels();
    }

    private static Pixels readPasses(PngRows rows, PngHeader header) throws IOException, Refusal {
        Size size = header.size();
        int bands = header.bands();
        int step = step(header);
        Size kept = kept(size, step);
        byte[] samples = new byte[Math.toIntExact(kept.pixels() * bands)];
        try {
            for (Pass pass : PASSES) {
                int width = (size.width() - pass.left + pass.across - 1) / pass.across;
                rows.begin(width);
                for (int y = pass.top; width > 0 && y < size.height(); y += pass.down) {
                    byte[] row = rows.next();
                    for (int i = 0, x = pass.left; y % step == 0 && i < row.length; i += bands, x += pass.across) {
                        if (x % step == 0) {
                            int to = (y / step * kept.width() + x / step) * bands;
                            for (int band = 0; band < bands; band++) {
                                samples[to + band] = row[i + band];
                            }
                        }
                    }
                }
            }
        } catch (EOFException truncated) {
            throw Truncation.refusal();
        }
        return convert(samples, kept, header);
    }

    /** Samples of other depths than a byte, and a transparent colour. */
    private static Pixels readByJdk(FileBytes file, PngHeader header) throws IOException, Refusal {
        ImageReader reader = JdkCodecs.reader("png");
        try {
            PartsStream stream = new PartsStream(file).add(SIGNATURE);
            header.parts().forEach(part -> stream.add(part[0], part[1]));
            reader.setInput(stream.add(END), true, true);
            return header.interlaced() ? readImage(reader, header) : readRows(reader, header);
        } catch (IOException damaged) {
            // The reader takes no file that lacks a part of its picture; without checksum and last chunk it does.
            if (!header.ended()) {
                throw Truncation.refusal();
            }
            throw damaged;
        } finally {
            reader.dispose();
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

    private static Pixels readImage(ImageReader reader, PngHeader header) throws IOException {
        int step = step(header);
        Size size = kept(header.size(), step);
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size.width(), size.height(), header.bands(), null);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        read(reader, raster, param);
        return convert(((DataBufferByte) raster.getDataBuffer()).getData(), size, header);
    }

    /** Of a large picture with passes, every second pixel is kept across and down. */
    private static int step(PngHeader header) {
        int step = 1;
        while (header.size().pixels() * header.bands() / ((long) step * step) > MAX_IMAGE) {
            step++;
        }
        return step;
    }

    private static Size kept(Size size, int step) {
        return new Size((size.width() + step - 1) / step, (size.height() + step - 1) / step);
    }

    private static Pixels convert(byte[] samples, Size size, PngHeader header) {
        RowConversion rows = new RowConversion(size, header.size().working(), header.bands(), header.palette());
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
