package dev.broadsheet.media.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds blocks in WebP (RFC 9649, section 2.7): the chunks EXIF and XMP, which stand behind the picture. */
final class WebpChunks {

    private static final int EXIF = 0x46495845;
    private static final int XMP = 0x20504D58;

    private WebpChunks() {}

    static void read(FileBytes file, EmbeddedBlocks blocks) throws IOException {
        long position = 12;
        while (position + 8 <= file.size()) {
            ByteBuffer head = file.buffer(position, 8).order(ByteOrder.LITTLE_ENDIAN);
            int type = head.getInt();
            long length = head.getInt() & 0xFFFFFFFFL;
            if (length <= FileBytes.MAX_BLOCK) {
                if (type == EXIF) {
                    blocks.addExif(file.read(position + 8, length));
                } else if (type == XMP) {
                    blocks.addXmp(file.read(position + 8, length));
                }
            }
            position += 8 + length + length % 2;
        }
    }
}
