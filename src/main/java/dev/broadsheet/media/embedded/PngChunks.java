package dev.broadsheet.media.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** Finds blocks in PNG (third edition, section 11.3): the chunk eXIf, and XMP in iTXt, compressed or not. */
final class PngChunks {

    private static final int EXIF = 0x65584966;
    private static final int TEXT = 0x69545874;
    private static final int END = 0x49454E44;

    private static final byte[] XMP = "XML:com.adobe.xmp\0".getBytes(ISO_8859_1);

    private PngChunks() {}

    static void read(FileBytes file, EmbeddedBlocks blocks) throws IOException {
        long position = 8;
        while (true) {
            ByteBuffer head = file.buffer(position, 8);
            long length = head.getInt() & 0xFFFFFFFFL;
            int type = head.getInt();
            if (type == END) {
                return;
            }
            if (length <= FileBytes.MAX_BLOCK) {
                if (type == EXIF) {
                    blocks.addExif(file.read(position + 8, length));
                } else if (type == TEXT && isXmp(file, position + 8, length)) {
                    readXmp(file.read(position + 8, length), blocks);
                }
            }
            position += 12 + length;
        }
    }

    private static boolean isXmp(FileBytes file, long position, long length) throws IOException {
        return length > XMP.length && Arrays.equals(file.read(position, XMP.length), XMP);
    }

    /** Keyword, compression flag, compression method, language, translated keyword, text. */
    private static void readXmp(byte[] text, EmbeddedBlocks blocks) throws IOException {
        boolean compressed = text[XMP.length] != 0;
        int start = afterNull(text, afterNull(text, XMP.length + 2));
        if (!compressed) {
            blocks.addXmp(Arrays.copyOfRange(text, start, text.length));
            return;
        }
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(text, start, text.length - start))) {
            byte[] xmp = inflated.readNBytes(FileBytes.MAX_BLOCK + 1);
            if (xmp.length <= FileBytes.MAX_BLOCK) {
                blocks.addXmp(xmp);
            }
        }
    }

    private static int afterNull(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }
}
