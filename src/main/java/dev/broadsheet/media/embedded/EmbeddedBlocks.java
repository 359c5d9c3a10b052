package dev.broadsheet.media.embedded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The blocks of metadata of one file; the first of each kind counts. */
final class EmbeddedBlocks {

    private static final byte[] EXIF_HEADER = {'E', 'x', 'i', 'f', 0, 0};

    private byte @Nullable [] exif;
    private byte @Nullable [] iptc;
    private byte @Nullable [] xmp;

    /** A TIFF file; null if there is none. */
    byte @Nullable [] exif() {
        return exif;
    }

    /** Data sets of IPTC-IIM; null if there are none. */
    byte @Nullable [] iptc() {
        return iptc;
    }

    /** An XML document; null if there is none. */
    byte @Nullable [] xmp() {
        return xmp;
    }

    /** @param block with or without the header of JPEG: encoders put it into other files too */
    void addExif(byte[] block) {
        if (exif == null) {
            exif = startsWith(block, EXIF_HEADER) ? Arrays.copyOfRange(block, EXIF_HEADER.length, block.length) : block;
        }
    }

    void addIptc(byte[] block) {
        if (iptc == null) {
            iptc = block;
        }
    }

    void addXmp(byte[] block) {
        if (xmp == null) {
            xmp = block;
        }
    }

    static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
