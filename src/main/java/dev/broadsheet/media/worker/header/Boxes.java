package dev.broadsheet.media.worker.header;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** The boxes of an ISO base media file (ISO/IEC 14496-12): each has a length, a type of four characters, and content. */
record Boxes(FileBytes file, long start, long end) {

    /** @param end behind the content */
    record Box(String type, long content, long end) {}

    /** What to do with each box. */
    interface Visitor {
        void box(Box box) throws IOException;
    }

    void forEach(Visitor visitor) throws IOException {
        for (long at = start; at + 8 <= end; ) {
            Box box = box(at);
            visitor.box(box);
            at = box.end;
        }
    }

    Optional<Box> find(String type) throws IOException {
        for (long at = start; at + 8 <= end; ) {
            Box box = box(at);
            if (box.type.equals(type)) {
                return Optional.of(box);
            }
            at = box.end;
        }
        return Optional.empty();
    }

    /** The boxes within a box, behind fields of its own. */
    Boxes in(Box box, int fields) {
        return new Boxes(file, box.content + fields, box.end);
    }

    private Box box(long at) throws IOException {
        long length = file.uint32(at);
        long head = 8;
        if (length == 1) {
            length = file.uint32(at + 8) << 32 | file.uint32(at + 12);
            head = 16;
        } else if (length == 0) {
            length = end - at;
        }
        if (length < head || length > end - at) {
            throw new EOFException();
        }
        return new Box(file.tag(at + 4), at + head, at + length);
    }
}
