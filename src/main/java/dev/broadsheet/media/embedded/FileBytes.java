package dev.broadsheet.media.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Random access to a file within limits, so that a file of a million tiny blocks takes no time and no memory. */
final class FileBytes implements AutoCloseable {

    /** Size of one block. EXIF and IPTC have at most 64 KiB; XMP rarely more. */
    static final int MAX_BLOCK = 256 * 1024;

    private static final int MAX_BYTES = 4 * MAX_BLOCK;

    /** A picture of 32 MiB has some 4,000 chunks where an encoder writes chunks of 8 KiB. */
    private static final int MAX_READS = 10_000;

    private final FileChannel channel;
    private int bytes;
    private int reads;

    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file);
    }

    /** @throws IOException also if the file ends before, or beyond the limits */
    byte[] read(long position, long length) throws IOException {
        reads++;
        if (position < 0 || length < 0 || length > MAX_BLOCK || length > MAX_BYTES - bytes || reads > MAX_READS) {
            throw new IOException("More metadata than are read.");
        }
        bytes += (int) length;
        if (position + length > channel.size()) {
            throw new EOFException();
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    /** Big-endian. */
    ByteBuffer buffer(long position, long length) throws IOException {
        return ByteBuffer.wrap(read(position, length));
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
