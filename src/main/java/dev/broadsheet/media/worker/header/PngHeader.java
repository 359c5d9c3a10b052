package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Orientation;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG file (PNG specification, third edition).
 *
 * @param plain whether each sample is a byte of the data, and nothing in the head is unusual
 * @param bands samples of a pixel as the reader gives them; a transparent colour becomes one more
 * @param palette null for a picture without
 * @param frames more than 1 for an animation
 * @param profile the ICC profile; null if there is none
 * @param parts the chunks that a decoder needs
 * @param ended whether the last chunk is there
 */
public record PngHeader(
        Size size,
        boolean interlaced,
        boolean plain,
        int bands,
        @Nullable Palette palette,
        long frames,
        Orientation orientation,
        byte @Nullable [] profile,
        List<long[]> parts,
        boolean ended) {

    private static final long FIRST_CHUNK = 8;

    public static PngHeader read(FileBytes file) throws IOException, Refusal {
        if (file.uint32(0) != 0x89504e47L || !file.tag(12).equals("IHDR")) {
            throw Refusal.unreadable("The file isn't a PNG.");
        }
        long width = file.uint32(16);
        long height = file.uint32(20);
        Size size = new Size((int) Math.min(width, Integer.MAX_VALUE), (int) Math.min(height, Integer.MAX_VALUE));
        int depth = file.at(24);
        int color = file.at(25);
        long frames = 1;
        Orientation orientation = Orientation.UPRIGHT;
        byte[] profile = null;
        byte[] colors = null;
        byte[] transparent = null;
        List<long[]> parts = new ArrayList<>();
        boolean data = false;
        boolean ended = false;
        try {
            for (long at = FIRST_CHUNK; ; ) {
                long length = file.uint32(at);
                String tag = file.tag(at + 4);
                long content = at + 8;
                switch (tag) {
                    case "acTL" -> frames = file.uint32(content);
                    case "iCCP" -> profile = inflate(file, content, length);
                    case "eXIf" -> orientation = ExifOrientation.of(file.bytes(content, limited(length)));
                    case "PLTE" -> colors = file.bytes(content, (int) Math.min(length, 768));
                    case "tRNS" -> transparent = file.bytes(content, (int) Math.min(length, 256));
                    default -> {}
                }
                if (List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND").contains(tag)) {
                    parts.add(new long[] {at, Math.min(length + 12, file.length() - at)});
                    data |= tag.equals("IDAT");
                }
                at = content + length + 4;
                if (tag.equals("IEND")) {
                    ended = true;
                    break;
                }
            }
        } catch (EOFException truncated) {
            // The decoder finds out whether there is enough.
        }
        if (!data) {
            throw Refusal.unreadable("The PNG ends before its picture begins.");
        }
        Palette palette = null;
        if (color == 3) {
            if (colors == null || depth > 8) {
                throw Refusal.unreadable("The PNG has no palette.");
            }
            palette = palette(colors, transparent, 255 / ((1 << depth) - 1));
        }
        int bands = color == 2 ? 3 : color == 6 ? 4 : color == 4 ? 2 : 1;
        boolean plain = depth == 8 && List.of(0, 2, 3, 4, 6).contains(color) && file.uint16(26) == 0 && file.at(28) < 2;
        if (transparent != null && (color == 0 || color == 2)) {
            plain = false;
            bands++;
        }
        return new PngHeader(size, file.at(28) != 0, plain, bands, palette, frames, orientation, profile, parts, ended);
    }

    private static Palette palette(byte[] colors, byte @Nullable [] transparent, int divisor) {
        byte[] rgba = new byte[colors.length / 3 * 4];
        for (int i = 0; i < colors.length / 3; i++) {
            System.arraycopy(colors, 3 * i, rgba, 4 * i, 3);
            rgba[4 * i + 3] = transparent != null && i < transparent.length ? transparent[i] : -1;
        }
        return new Palette(rgba, transparent != null, divisor);
    }

    private static int limited(long length) throws IOException {
        if (length > FileBytes.MAX_METADATA) {
            throw new EOFException();
        }
        return (int) length;
    }

    /** A name, a zero, the compression method, then the compressed profile. */
    private static byte @Nullable [] inflate(FileBytes file, long content, long length) throws IOException {
        byte[] chunk = file.bytes(content, limited(length));
        int start = 0;
        while (start < chunk.length && chunk[start] != 0) {
            start++;
        }
        if (start + 2 >= chunk.length) {
            return null;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk, start + 2, chunk.length - start - 2);
            byte[] profile = new byte[FileBytes.MAX_METADATA];
            int size = inflater.inflate(profile);
            return java.util.Arrays.copyOf(profile, size);
        } catch (DataFormatException damaged) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
