package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Orientation;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (ITU T.81), read to the end of the image.
 *
 * @param colors what the samples are
 * @param inverted whether ink is stored as paper, as Adobe began to write it
 * @param buffered whether the decoder keeps the coefficients of the whole picture in memory
 * @param coefficients how many bytes these take
 * @param blockRows how many rows of pixels are coded together
 * @param profile the ICC profile; null if there is none
 * @param parts the segments that a decoder needs: all but the application's own and the end marker
 */
public record JpegHeader(
        Size size,
        Colors colors,
        boolean inverted,
        boolean buffered,
        long coefficients,
        int blockRows,
        JpegScans scans,
        Orientation orientation,
        byte @Nullable [] profile,
        List<long[]> parts) {

    public enum Colors {
        GRAY,
        YCC,
        RGB,
        CMYK,
        /** CMYK in which the first three are stored as YCbCr. */
        YCCK
    }

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    public static JpegHeader read(FileBytes file) throws IOException, Refusal {
        if (file.uint16(0) != 0xff00 + SOI) {
            throw Refusal.unreadable("The file isn't a JPEG.");
        }
        Reader reader = new Reader(file);
        try {
            reader.readSegments();
        } catch (EOFException truncated) {
            // The decoder finds out whether there is enough.
            reader.endOfFile();
        }
        return reader.header();
    }

    private static final class Reader {
        private final FileBytes file;
        private final List<long[]> parts = new ArrayList<>();
        private final ByteArrayOutputStream icc = new ByteArrayOutputStream();
        private Orientation orientation = Orientation.UPRIGHT;
        private int adobeTransform = -1;
        private boolean jfif;
        private @Nullable Size size;
        private int components;
        private int[] ids = {};
        private boolean progressive;
        private boolean partialScans;
        private long coefficients;
        private int blockRows;
        private final JpegScans.Coverage scans = new JpegScans.Coverage();
        private boolean ended;
        private long position = 2;
        private long segmentStart;
        private boolean inScan;

        Reader(FileBytes file) {
            this.file = file;
        }

        void readSegments() throws IOException, Refusal {
            while (true) {
                int marker = nextMarker();
                if (marker == EOI) {
                    ended = true;
                    return;
                }
                if (marker == SOI || marker == 1 || marker >= 0xd0 && marker <= 0xd7) {
                    continue;
                }
                int length = file.uint16(position);
                if (length < 2) {
                    throw Refusal.unreadable("The JPEG has a segment without a length.");
                }
                segmentStart = position - 2;
                segment(marker, position + 2, length - 2);
                position += length;
                if (marker == SOS) {
                    inScan = true;
                    skipScan();
                    inScan = false;
                }
                if ((marker & 0xf0) != 0xe0 && marker != COMMENT) {
                    parts.add(new long[] {segmentStart, position - segmentStart});
                }
            }
        }

        /** The file ends within a segment, which is left out, or within a scan, to which the rest belongs. */
        void endOfFile() {
            parts.removeIf(part -> part[0] + part[1] > file.length());
            if (inScan) {
                parts.add(new long[] {segmentStart, file.length() - segmentStart});
            }
        }

        JpegHeader header() throws Refusal {
            JpegScans found = scans.scans(ended);
            if (size == null || found.count() == 0) {
                throw Refusal.unreadable("The JPEG ends before its picture begins.");
            }
            byte[] profile = icc.size() > 0 ? icc.toByteArray() : null;
            boolean buffered = progressive || partialScans;
            return new JpegHeader(
                    size,
                    colors(),
                    adobeTransform >= 0,
                    buffered,
                    coefficients,
                    blockRows,
                    found,
                    orientation,
                    profile,
                    parts);
        }

        private int nextMarker() throws IOException {
            while (file.at(position) != 0xff) {
                position++;
            }
            while (file.at(position) == 0xff) {
                position++;
            }
            return file.at(position++);
        }

        /** Moves to the next marker that isn't part of the entropy-coded data. */
        private void skipScan() throws IOException {
            while (true) {
                if (file.at(position) == 0xff) {
                    int next = file.at(position + 1);
                    if (next != 0 && (next < 0xd0 || next > 0xd7)) {
                        return;
                    }
                    position++;
                }
                position++;
            }
        }

        private void segment(int marker, long at, int length) throws IOException, Refusal {
            switch (marker) {
                case 0xc0, 0xc1, 0xc2 -> frame(marker, at);
                case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
                    throw Refusal.unreadable("The JPEG is lossless, hierarchical or arithmetic-coded.");
                case SOS -> {
                    scans.add(file, at, ids);
                    partialScans |= file.at(at) < components;
                }
                case 0xe0 -> jfif |= file.startsWith(at, "JFIF");
                case APP1 -> {
                    if (file.startsWith(at, EXIF) && length > EXIF.length()) {
                        orientation = ExifOrientation.of(file.bytes(at + EXIF.length(), length - EXIF.length()));
                    }
                }
                case APP2 -> {
                    // Chunks are numbered, and every program writes them in order.
                    int head = ICC.length() + 2;
                    if (file.startsWith(at, ICC) && length > head && icc.size() < FileBytes.MAX_METADATA) {
                        icc.writeBytes(file.bytes(at + head, length - head));
                    }
                }
                case APP14 -> {
                    if (file.startsWith(at, "Adobe") && length >= 12) {
                        adobeTransform = file.at(at + 11);
                    }
                }
                default -> {}
            }
        }

        private void frame(int marker, long at) throws IOException, Refusal {
            if (size != null) {
                throw Refusal.unreadable("The JPEG has two frames.");
            }
            if (file.at(at) != 8) {
                throw Refusal.unreadable("The JPEG has " + file.at(at) + " bits a sample; only 8 are read.");
            }
            progressive = marker == 0xc2;
            size = new Size(file.uint16(at + 3), file.uint16(at + 1));
            components = file.at(at + 5);
            if (components != 1 && components != 3 && components != 4) {
                throw Refusal.unreadable("The JPEG has " + components + " components.");
            }
            ids = new int[components];
            int across = 1;
            int down = 1;
            for (int i = 0; i < components; i++) {
                ids[i] = file.at(at + 6 + 3L * i);
                across = Math.max(across, file.at(at + 7 + 3L * i) >> 4);
                down = Math.max(down, file.at(at + 7 + 3L * i) & 15);
            }
            blockRows = 8 * down;
            for (int i = 0; i < components; i++) {
                int sampling = file.at(at + 7 + 3L * i);
                // Two bytes a coefficient, as many as samples.
                coefficients += 2 * size.pixels() * (sampling >> 4) * (sampling & 15) / (across * down);
            }
        }

        private Colors colors() {
            if (components == 1) {
                return Colors.GRAY;
            }
            if (components == 4) {
                return adobeTransform == 2 ? Colors.YCCK : Colors.CMYK;
            }
            boolean named = ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
            return adobeTransform == 0 || adobeTransform < 0 && !jfif && named ? Colors.RGB : Colors.YCC;
        }
    }
}
