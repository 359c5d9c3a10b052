package dev.broadsheet.media.worker.header;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/** A file as a decoder of the JDK sees it: parts of the original and bytes of ours, one after the other. */
public final class PartsStream extends ImageInputStreamImpl {

    private record Part(byte @Nullable [] bytes, long position, long start, long length) {}

    private final FileBytes file;
    private final List<Part> parts = new ArrayList<>();
    private long total;
    private int current;

    public PartsStream(FileBytes file) {
        this.file = file;
    }

    public PartsStream add(byte[] bytes) {
        parts.add(new Part(bytes, 0, total, bytes.length));
        total += bytes.length;
        return this;
    }

    public PartsStream add(long position, long length) {
        parts.add(new Part(null, position, total, length));
        total += length;
        return this;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (streamPos >= total) {
            return -1;
        }
        Part part = part();
        long within = streamPos - part.start;
        streamPos++;
        return part.bytes == null ? file.at(part.position + within) : part.bytes[(int) within] & 255;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        bitOffset = 0;
        if (count == 0) {
            return 0;
        }
        if (streamPos >= total) {
            return -1;
        }
        Part part = part();
        long within = streamPos - part.start;
        int length = (int) Math.min(count, part.length - within);
        if (part.bytes == null) {
            file.read(part.position + within, to, offset, length);
        } else {
            System.arraycopy(part.bytes, (int) within, to, offset, length);
        }
        streamPos += length;
        return length;
    }

    @Override
    public long length() {
        return total;
    }

    private Part part() {
        while (streamPos < parts.get(current).start) {
            current--;
        }
        while (streamPos >= parts.get(current).start + parts.get(current).length) {
            current++;
        }
        return parts.get(current);
    }
}
