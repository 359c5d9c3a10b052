package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.Palette;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Decodes the first frame of a GIF with the JDK's reader. */
final class GifDecoder {

    private static final double MILLIONS = 40;

    private static final int EXTENSION = 0x21;

    private static final int IMAGE = 0x2c;

    /** The end of a frame's data and of the file, for files without. */
    private static final byte[] END = {0, 0x3b};

    private GifDecoder() {}

    /** A frame on the screen of the animation. */
    private record Frame(int left, int top, Size size) {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        if (!file.startsWith(0, "GIF8")) {
            throw Refusal.unreadable("The file isn't a GIF.");
        }
        Size screen = new Size(file.at(6) | file.at(7) << 8, file.at(8) | file.at(9) << 8);
        FrameList frames = FrameList.read(file);
        Limits.checkFrames(frames.count);
        Frame first = frames.first;
        if (first == null) {
            throw Refusal.unreadable("The GIF ends before its first picture begins.");
        }
        // Browsers widen a screen that is too small for its first frame.
        Size size = new Size(
                Math.max(screen.width(), first.left + first.size.width()),
                Math.max(screen.height(), first.top + first.size.height()));
        Limits.check(size, MILLIONS, "A GIF");
        ImageReader reader = JdkCodecs.reader("gif");
        try {
            reader.setInput(new PartsStream(file).add(0, file.length()).add(END), true, true);
            return new Decoded(size, pixels(reader.read(0), first, size), frames.count > 1);
        } catch (IOException damaged) {
            // Without the last bytes behind its first frame, the file would have been read.
            if (frames.count == 1 && !frames.ended) {
                throw Truncation.refusal();
            }
            throw damaged;
        } finally {
            reader.dispose();
        }
    }

    private static Pixels pixels(BufferedImage image, Frame frame, Size size) throws Refusal {
        if (!(image.getColorModel() instanceof IndexColorModel colors)) {
            throw Refusal.unreadable("The GIF has no palette.");
        }
        int[] argb = new int[colors.getMapSize()];
        colors.getRGBs(argb);
        byte[] rgba = new byte[(argb.length + 1) * 4];
        for (int i = 0; i < argb.length; i++) {
            rgba[4 * i] = (byte) (argb[i] >> 16);
            rgba[4 * i + 1] = (byte) (argb[i] >> 8);
            rgba[4 * i + 2] = (byte) argb[i];
            rgba[4 * i + 3] = (byte) (argb[i] >>> 24);
        }
        boolean bytes = image.getSampleModel().getSampleSize(0) == 8
                && image.getRaster().getDataBuffer() instanceof DataBufferByte;
        return bytes && frame.size.equals(size)
                ? wholeScreen(image, new Palette(rgba, colors.hasAlpha(), 1))
                : partOfScreen(image, frame, size, rgba);
    }

    private static Pixels wholeScreen(BufferedImage image, Palette palette) {
        Size size = new Size(image.getWidth(), image.getHeight());
        RowConversion rows = new RowConversion(size, size.working(), 1, palette);
        byte[] indexes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < size.height(); y++) {
            rows.row(indexes, y * size.width());
        }
        return rows.pixels().withoutUselessAlpha();
    }

    /** The rest of the screen is transparent. */
    private static Pixels partOfScreen(BufferedImage image, Frame frame, Size size, byte[] rgba) {
        RowConversion rows = new RowConversion(size, size.working(), 4, null);
        byte[] row = new byte[size.width() * 4];
        int[] indexes = new int[image.getWidth()];
        for (int y = 0; y < size.height(); y++) {
            int inside = y - frame.top;
            Arrays.fill(row, (byte) 0);
            if (inside >= 0 && inside < image.getHeight()) {
                image.getRaster().getSamples(0, inside, indexes.length, 1, 0, indexes);
                for (int x = 0; x < indexes.length; x++) {
                    int color = Math.min(4 * indexes[x], rgba.length - 4);
                    System.arraycopy(rgba, color, row, (frame.left + x) * 4, 4);
                }
            }
            rows.row(row, 0);
        }
        return rows.pixels().withoutUselessAlpha();
    }

    /** The frames of a file, counted without decoding them. */
    private static final class FrameList {
        private int count;
        private boolean ended;
        private @Nullable Frame first;

        static FrameList read(FileBytes file) throws IOException {
            FrameList frames = new FrameList();
            try {
                long at = 13 + palette(file.at(10));
                while (true) {
                    int block = file.at(at);
                    if (block == EXTENSION) {
                        at = skipBlocks(file, at + 2);
                    } else if (block == IMAGE) {
                        frames.add(file, at);
                        at = skipBlocks(file, at + 10 + palette(file.at(at + 9)) + 1);
                    } else {
                        frames.ended = true;
                        return frames;
                    }
                }
            } catch (EOFException truncated) {
                return frames;
            }
        }

        private void add(FileBytes file, long at) throws IOException {
            count++;
            if (first == null) {
                first = new Frame(
                        file.at(at + 1) | file.at(at + 2) << 8,
                        file.at(at + 3) | file.at(at + 4) << 8,
                        new Size(file.at(at + 5) | file.at(at + 6) << 8, file.at(at + 7) | file.at(at + 8) << 8));
            }
        }

        private static int palette(int flags) {
            return flags < 128 ? 0 : 3 << (flags & 7) + 1;
        }

        private static long skipBlocks(FileBytes file, long position) throws IOException {
            long at = position;
            while (file.at(at) != 0) {
                at += file.at(at) + 1;
            }
            return at + 1;
        }
    }
}
