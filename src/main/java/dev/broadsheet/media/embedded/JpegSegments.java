package dev.broadsheet.media.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Finds blocks in JPEG (ISO 10918-1, B.1): the application segments before the first scan. */
final class JpegSegments {

    private static final int APP1 = 0xE1;
    private static final int APP13 = 0xED;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);
    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1);
    private static final byte[] PHOTOSHOP = "Photoshop 3.0\0".getBytes(ISO_8859_1);

    private static final int IMAGE_RESOURCE = 0x3842494D;
    private static final int IPTC_RESOURCE = 0x0404;

    private JpegSegments() {}

    static void read(FileBytes file, EmbeddedBlocks blocks) throws IOException {
        long position = 2;
        while (true) {
            ByteBuffer head = file.buffer(position, 4);
            int marker = head.getShort() & 0xFFFF;
            int length = head.getShort() & 0xFFFF;
            if (marker == 0xFFFF) {
                position++;
            } else if (marker < 0xFF02
                    || length < 2
                    || marker == (0xFF00 | START_OF_SCAN)
                    || marker == (0xFF00 | END_OF_IMAGE)) {
                return;
            } else {
                if (marker == (0xFF00 | APP1) || marker == (0xFF00 | APP13)) {
                    readSegment(file.read(position + 4, length - 2), blocks);
                }
                position += 2 + length;
            }
        }
    }

    private static void readSegment(byte[] segment, EmbeddedBlocks blocks) {
        if (EmbeddedBlocks.startsWith(segment, EXIF)) {
            blocks.addExif(segment);
        } else if (EmbeddedBlocks.startsWith(segment, XMP)) {
            blocks.addXmp(Arrays.copyOfRange(segment, XMP.length, segment.length));
        } else if (EmbeddedBlocks.startsWith(segment, PHOTOSHOP)) {
            readResources(ByteBuffer.wrap(segment, PHOTOSHOP.length, segment.length - PHOTOSHOP.length), blocks);
        }
    }

    /** Photoshop's image resources: a signature, an id, a name and data; name and data end at an even position. */
    private static void readResources(ByteBuffer resources, EmbeddedBlocks blocks) {
        while (resources.remaining() >= 12 && resources.getInt() == IMAGE_RESOURCE) {
            int id = resources.getShort() & 0xFFFF;
            int name = resources.get() & 0xFF;
            skip(resources, name + (name + 1) % 2);
            int size = resources.remaining() < 4 ? -1 : resources.getInt();
            if (size < 0 || size > resources.remaining()) {
                return;
            }
            if (id == IPTC_RESOURCE) {
                byte[] iptc = new byte[size];
                resources.get(iptc);
                blocks.addIptc(iptc);
                skip(resources, size % 2);
            } else {
                skip(resources, size + size % 2);
            }
        }
    }

    private static void skip(ByteBuffer bytes, int count) {
        bytes.position(Math.min(bytes.limit(), bytes.position() + count));
    }
}
