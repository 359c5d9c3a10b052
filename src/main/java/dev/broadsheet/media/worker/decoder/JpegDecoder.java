package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.JpegHeader;
import dev.broadsheet.media.worker.header.JpegHeader.Colors;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Region;
import dev.broadsheet.media.worker.pixels.Scaler;
import dev.broadsheet.media.worker.pixels.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Decodes JPEG with the JDK's reader. */
final class JpegDecoder {

    private static final double MILLIONS = 100;

    /** The decoder keeps the coefficients of the picture until the last scan. */
    private static final double MILLIONS_BUFFERED = 25;

    private static final long MAX_COEFFICIENTS = 150_000_000;

    /** The raster of a CMYK picture is in memory as a whole. */
    private static final long MAX_RASTER = 100_000_000;

    /** JFIF 1.1 without a thumbnail. */
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    private JpegDecoder() {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        JpegHeader header = JpegHeader.read(file);
        Limits.checkScans(header.scans().count());
        if (header.buffered()) {
            // With full colour or four components the coefficients of fewer pixels fill the memory.
            double millions = Math.min(
                    MILLIONS_BUFFERED,
                    Math.floor(10.0 * MAX_COEFFICIENTS * header.size().pixels() / header.coefficients() / 1e6) / 10);
            Limits.check(header.size(), millions, "A JPEG of this kind with several scans");
        } else {
            Limits.check(header.size(), MILLIONS, "A JPEG");
        }
        Pixels scaled = header.colors() == Colors.CMYK || header.colors() == Colors.YCCK
                ? readInk(file, header)
                : readRows(file, header);
        Pixels srgb = ColorProfile.toSrgb(scaled, header.profile());
        return new Decoded(
                header.orientation().apply(header.size()), header.orientation().apply(srgb), false);
    }

    /**
     * The file without its metadata, from which the reader would guess colours, convert each row by a profile, and
     * refuse what it doesn't understand.
     */
    private static PartsStream stream(FileBytes file, JpegHeader header) {
        PartsStream stream = new PartsStream(file).add(new byte[] {(byte) 0xff, (byte) 0xd8});
        switch (header.colors()) {
            case GRAY, YCC -> stream.add(JFIF);
            case RGB, CMYK -> stream.add(adobe(0));
            case YCCK -> stream.add(adobe(2));
        }
        header.parts().forEach(part -> stream.add(part[0], part[1]));
        // Also where the file ends without.
        return stream.add(END);
    }

    private static byte[] adobe(int transform) {
        return new byte[] {
            (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
    }

    private static Pixels readRows(FileBytes file, JpegHeader header) throws IOException, Refusal {
        int passes = header.buffered() ? header.scans().count() : 1;
        Layout layout = header.colors() == Colors.GRAY ? Layout.GRAY : Layout.RGB;
        Size size = header.size();
        while (true) {
            Scaler scaler = new Scaler(size, Region.all(size), size.working(), layout);
            RowSink sink = new RowSink(size.width(), size.height(), layout.bands(), passes, scaler::row);
            read(file, header, sink, (reader, param) -> {
                param.setDestination(new BufferedImage(RowConversion.colors(layout.bands()), sink, false, null));
                return reader.read(0, param);
            });
            sink.finish();
            if (sink.passes() >= passes || sink.passes() == 0) {
                return scaler.pixels();
            }
            // The reader has stopped at a damaged scan, and the one before is the last.
            passes = sink.passes();
        }
    }

    private interface Read<T> {
        T read(ImageReader reader, ImageReadParam param) throws IOException;
    }

    /** @param sink where the rows are counted; null if they go elsewhere */
    private static <T> T read(FileBytes file, JpegHeader header, @Nullable RowSink sink, Read<T> read)
            throws IOException, Refusal {
        PartsStream stream = stream(file, header);
        EndOfData end = new EndOfData(header, stream, stream.length() - END.length, sink);
        ImageReader reader = JdkCodecs.reader("jpeg");
        try {
            reader.addIIOReadWarningListener(end);
            reader.setInput(stream, true, true);
            T picture = read.read(reader, reader.getDefaultReadParam());
            end.check();
            return picture;
        } finally {
            reader.dispose();
        }
    }

    /** Four components: the reader of JDK 17 gives them as a raster only. Large ones lose every second pixel. */
    private static Pixels readInk(FileBytes file, JpegHeader header) throws IOException, Refusal {
        int step = 1;
        while (header.size().pixels() * 4 / ((long) step * step) > MAX_RASTER) {
            step++;
        }
        int period = step;
        Raster raster = read(file, header, null, (reader, param) -> {
            param.setSourceSubsampling(period, period, 0, 0);
            return reader.readRaster(0, param);
        });
        Size size = new Size(raster.getWidth(), raster.getHeight());
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        Scaler scaler = new Scaler(size, Region.all(size), header.size().working(), Layout.CMYK);
        byte[] row = new byte[size.width() * 4];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(samples, y * row.length, row, 0, row.length);
            toInk(row, header);
            scaler.row(row, 0);
        }
        return scaler.pixels();
    }

    /** In YCCK, YCbCr stands for the first three as RGB. */
    private static void toInk(byte[] row, JpegHeader header) {
        if (header.colors() == Colors.YCCK) {
            for (int i = 0; i < row.length; i += 4) {
                int luma = row[i] & 255;
                int blue = (row[i + 1] & 255) - 128;
                int red = (row[i + 2] & 255) - 128;
                row[i] = clamp(luma + (91881 * red >> 16));
                row[i + 1] = clamp(luma - (22554 * blue + 46802 * red >> 16));
                row[i + 2] = clamp(luma + (116130 * blue >> 16));
            }
        }
        if (header.inverted()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (byte) (255 - row[i]);
            }
        }
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
