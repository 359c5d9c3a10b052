package dev.broadsheet.media.worker.header;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file by their position, read through a window of memory. Numbers are big-endian unless named otherwise. */
public final class FileBytes implements Closeable {

    /** Larger profiles and Exif data aren't read. */
    static final int MAX_METADATA = 4 * 1024 * 1024;

    private static final int WINDOW = 64 * 1024;

    private final FileChannel channel;
    private final long length;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    public FileBytes(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.length = channel.size();
    }

    public long length() {
        return length;
    }

    /** @throws EOFException behind the end */
    public int at(long position) throws IOException {
        if (position < windowStart || position >= windowStart + windowLength) {
            if (position < 0 || position >= length) {
                throw new EOFException();
            }
            windowStart = position;
            windowLength = readInto(position, window, 0, WINDOW);
        }
        return window[(int) (position - windowStart)] & 255;
    }

    public int uint16(long position) throws IOException {
        return at(position) << 8 | at(position + 1);
    }

    public long uint32(long position) throws IOException {
        return (long) uint16(position) << 16 | uint16(position + 2);
    }

    /** Little-endian. */
    public int uint24le(long position) throws IOException {
        return at(position) | at(position + 1) << 8 | at(position + 2) << 16;
    }

    /** Little-endian. */
    public long uint32le(long position) throws IOException {
        return uint24le(position) | (long) at(position + 3) << 24;
    }

    /** Four characters. */
    public String tag(long position) throws IOException {
        return new String(bytes(position, 4), StandardCharsets.ISO_8859_1);
    }

    public boolean startsWith(long position, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (position + i >= length || at(position + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public byte[] bytes(long position, int count) throws IOException {
        if (position < 0 || count < 0 || position + count > length) {
            throw new EOFException();
        }
        byte[] bytes = new byte[count];
        read(position, bytes, 0, count);
        return bytes;
    }

    /** Fills a part of an array. */
    public void read(long position, byte[] to, int offset, int count) throws IOException {
        if (position >= windowStart && position + count <= windowStart + windowLength) {
            System.arraycopy(window, (int) (position - windowStart), to, offset, count);
        } else if (readInto(position, to, offset, count) < count) {
            throw new EOFException();
        }
    }

    private int readInto(long position, byte[] to, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to, offset, count);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position() - offset) > 0) {
            // Until full or at the end.
        }
        return buffer.position() - offset;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
