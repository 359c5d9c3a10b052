package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Orientation;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP file (RFC 9649).
 *
 * @param canvas the size of the picture
 * @param left where the first frame lies on it
 * @param top likewise
 * @param frame the size of the first frame
 * @param lossless whether the first frame is
 * @param frames 0 for a still picture
 * @param profile the ICC profile; null if there is none
 * @param parts the chunks of the first frame: its opacity if that is stored apart, its picture
 * @param missing how many bytes of the picture the file lacks at its end
 */
public record WebpHeader(
        Size canvas,
        int left,
        int top,
        Size frame,
        boolean lossless,
        int frames,
        Orientation orientation,
        byte @Nullable [] profile,
        List<long[]> parts,
        long missing) {

    public static WebpHeader read(FileBytes file) throws IOException, Refusal {
        if (!file.startsWith(0, "RIFF") || !file.startsWith(8, "WEBP")) {
            throw Refusal.unreadable("The file isn't a WebP.");
        }
        Reader reader = new Reader(file);
        try {
            reader.read(12, file.length());
        } catch (EOFException truncated) {
            // The decoder finds out whether there is enough.
        }
        return reader.header();
    }

    public boolean hasAlphaChunk() {
        return parts.size() > 1;
    }

    private static final class Reader {
        private final FileBytes file;
        private final List<long[]> parts = new ArrayList<>();
        private @Nullable Size canvas;
        private @Nullable Size frame;
        private long @Nullable [] alpha;
        private int left;
        private int top;
        private boolean lossless;
        private long missing;
        private int frames;
        private Orientation orientation = Orientation.UPRIGHT;
        private byte @Nullable [] profile;

        Reader(FileBytes file) {
            this.file = file;
        }

        /** Reads chunks up to a position. */
        void read(long from, long end) throws IOException, Refusal {
            for (long at = from; at + 8 <= end; ) {
                long length = file.uint32le(at + 4);
                String tag = file.tag(at);
                long there = Math.min(length, file.length() - at - 8);
                boolean before = frame != null;
                chunk(tag, at, there);
                if (!before && frame != null) {
                    missing = Math.max(missing, length - there);
                }
                at += 8 + length + (length & 1);
            }
        }

        private void chunk(String tag, long at, long length) throws IOException, Refusal {
            long content = at + 8;
            switch (tag) {
                case "VP8X" -> canvas = new Size(file.uint24le(content + 4) + 1, file.uint24le(content + 7) + 1);
                case "ANMF" -> {
                    frames++;
                    if (frame == null) {
                        left = 2 * file.uint24le(content);
                        top = 2 * file.uint24le(content + 3);
                        read(content + 16, content + length);
                    }
                }
                case "ALPH" -> alpha = alpha == null ? new long[] {at, length + 8} : alpha;
                case "VP8 ", "VP8L" -> {
                    if (frame == null) {
                        lossless = tag.equals("VP8L");
                        frame = lossless ? losslessSize(content) : lossySize(content);
                        if (alpha != null && !lossless) {
                            parts.add(alpha);
                        }
                        parts.add(new long[] {at, length + 8});
                    }
                }
                case "ICCP" ->
                    profile = length > 0 && length <= FileBytes.MAX_METADATA ? file.bytes(content, (int) length) : null;
                case "EXIF" -> {
                    if (length <= FileBytes.MAX_METADATA) {
                        // Some programs write the head that JPEG has in front of it.
                        int head = file.startsWith(content, "Exif\0\0") ? 6 : 0;
                        orientation = ExifOrientation.of(file.bytes(content + head, (int) length - head));
                    }
                }
                default -> {}
            }
        }

        private Size lossySize(long content) throws IOException, Refusal {
            if (file.at(content + 3) != 0x9d || file.at(content + 4) != 1 || file.at(content + 5) != 0x2a) {
                throw Refusal.unreadable("The WebP has no key frame.");
            }
            return new Size(
                    (file.at(content + 6) | file.at(content + 7) << 8) & 0x3fff,
                    (file.at(content + 8) | file.at(content + 9) << 8) & 0x3fff);
        }

        private Size losslessSize(long content) throws IOException, Refusal {
            if (file.at(content) != 0x2f) {
                throw Refusal.unreadable("The WebP has no lossless picture.");
            }
            long bits = file.uint32le(content + 1);
            return new Size((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
        }

        WebpHeader header() throws Refusal {
            if (frame == null) {
                throw Refusal.unreadable("The WebP ends before its picture begins.");
            }
            Size whole = canvas == null || frames == 0 ? frame : canvas;
            if (left + frame.width() > whole.width() || top + frame.height() > whole.height()) {
                throw Refusal.unreadable("The first frame of the WebP is larger than its canvas.");
            }
            return new WebpHeader(whole, left, top, frame, lossless, frames, orientation, profile, parts, missing);
        }
    }
}
