package dev.broadsheet.media.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds blocks in AVIF and other HEIF files (ISO 23008-12, on ISO 14496-12): items of the type {@code Exif}, and of the
 * type {@code mime} with the media type of XMP. An item must be in one piece.
 */
final class HeifItems {

    private static final int META = type("meta");
    private static final int ITEM_INFOS = type("iinf");
    private static final int ITEM_INFO = type("infe");
    private static final int ITEM_LOCATIONS = type("iloc");
    private static final int ITEM_DATA = type("idat");
    private static final int EXIF = type("Exif");
    private static final int MIME = type("mime");

    private static final String XMP = "application/rdf+xml";

    private final FileBytes file;
    private final EmbeddedBlocks blocks;
    private @Nullable ByteBuffer itemData;

    private HeifItems(FileBytes file, EmbeddedBlocks blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    static void read(FileBytes file, EmbeddedBlocks blocks) throws IOException {
        long position = 0;
        while (position + 16 <= file.size()) {
            ByteBuffer head = file.buffer(position, 16);
            long size = head.getInt() & 0xFFFFFFFFL;
            int type = head.getInt();
            int headLength = size == 1 ? 16 : 8;
            size = size == 1 ? head.getLong() : size == 0 ? file.size() - position : size;
            if (size < headLength) {
                return;
            }
            if (type == META) {
                new HeifItems(file, blocks).readMeta(file.buffer(position + headLength, size - headLength));
                return;
            }
            position = Math.addExact(position, size);
        }
    }

    private void readMeta(ByteBuffer meta) throws IOException {
        Map<Integer, ByteBuffer> boxes = new HashMap<>();
        meta.getInt();
        while (meta.remaining() >= 8) {
            ByteBuffer box = nextBox(meta);
            boxes.putIfAbsent(box.getInt(), box);
        }
        ByteBuffer infos = boxes.get(ITEM_INFOS);
        ByteBuffer locations = boxes.get(ITEM_LOCATIONS);
        itemData = boxes.get(ITEM_DATA);
        if (infos != null && locations != null) {
            readLocations(locations, readInfos(infos));
        }
    }

    /** The box from its type on. */
    private static ByteBuffer nextBox(ByteBuffer boxes) throws IOException {
        int size = boxes.getInt();
        if (size < 8 || size - 4 > boxes.remaining()) {
            throw new IOException("A box of " + size + " bytes.");
        }
        ByteBuffer box = boxes.slice(boxes.position(), size - 4);
        boxes.position(boxes.position() + size - 4);
        return box;
    }

    /** The kinds of the items with metadata, by id: {@link #EXIF} or {@link #MIME}. */
    private static Map<Integer, Integer> readInfos(ByteBuffer infos) throws IOException {
        Map<Integer, Integer> kinds = new HashMap<>();
        boolean wide = version(infos) > 0;
        number(infos, wide ? 4 : 2);
        while (infos.remaining() >= 8) {
            ByteBuffer info = nextBox(infos);
            if (info.getInt() == ITEM_INFO) {
                int version = version(info);
                int id = (int) number(info, version > 2 ? 4 : 2);
                info.getShort();
                int kind = info.getInt();
                if (kind == EXIF || kind == MIME && isXmp(info)) {
                    kinds.put(id, kind);
                }
            }
        }
        return kinds;
    }

    /** What follows is the item's name and its media type. */
    private static boolean isXmp(ByteBuffer info) {
        byte[] texts = new byte[info.remaining()];
        info.get(texts);
        String[] parts = new String(texts, ISO_8859_1).split("\0", 3);
        return parts.length > 1 && parts[1].equals(XMP);
    }

    private void readLocations(ByteBuffer locations, Map<Integer, Integer> kinds) throws IOException {
        int version = version(locations);
        int sizes = locations.getShort();
        int offsetSize = sizes >> 12 & 15;
        int lengthSize = sizes >> 8 & 15;
        int baseSize = sizes >> 4 & 15;
        int indexSize = version == 0 ? 0 : sizes & 15;
        long count = number(locations, version < 2 ? 2 : 4);
        for (long item = 0; item < count; item++) {
            int id = (int) number(locations, version < 2 ? 2 : 4);
            int method = version == 0 ? 0 : locations.getShort() & 15;
            locations.getShort();
            long base = number(locations, baseSize);
            int extents = locations.getShort() & 0xFFFF;
            Integer kind = kinds.get(id);
            if (kind == null || extents != 1) {
                // Not one by one: a small file can name billions of extents of no bytes.
                skip(locations, extents * (indexSize + offsetSize + lengthSize));
            } else {
                number(locations, indexSize);
                long offset = number(locations, offsetSize);
                long length = number(locations, lengthSize);
                add(kind, method, Math.addExact(base, offset), length);
            }
        }
    }

    private static void skip(ByteBuffer bytes, int count) throws IOException {
        if (count > bytes.remaining()) {
            throw new IOException("The item locations end too early.");
        }
        bytes.position(bytes.position() + count);
    }

    private void add(int kind, int method, long offset, long length) throws IOException {
        byte[] item;
        if (method == 0) {
            item = file.read(offset, length);
        } else if (method == 1 && itemData != null && offset >= 0 && length >= 0) {
            // From behind the type of the box.
            item = new byte[(int) Math.min(length, itemData.limit())];
            itemData.get(4 + Math.toIntExact(offset), item);
        } else {
            return;
        }
        if (kind == MIME) {
            blocks.addXmp(item);
        } else if (item.length > 4) {
            // The first number says how many bytes stand before the TIFF header.
            long start = 4 + (ByteBuffer.wrap(item).getInt() & 0xFFFFFFFFL);
            blocks.addExif(Arrays.copyOfRange(item, (int) Math.min(start, item.length), item.length));
        }
    }

    private static int version(ByteBuffer box) {
        return box.getInt() >>> 24;
    }

    private static long number(ByteBuffer bytes, int size) throws IOException {
        return switch (size) {
            case 0 -> 0;
            case 2 -> bytes.getShort() & 0xFFFF;
            case 4 -> bytes.getInt() & 0xFFFFFFFFL;
            case 8 -> bytes.getLong();
            default -> throw new IOException("A number of " + size + " bytes.");
        };
    }

    private static int type(String name) {
        return ByteBuffer.wrap(name.getBytes(ISO_8859_1)).getInt();
    }
}
