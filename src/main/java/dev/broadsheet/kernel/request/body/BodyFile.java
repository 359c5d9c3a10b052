package dev.broadsheet.kernel.request.body;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file without a name: the file is deleted right after it is opened, so that the operating system frees its
 * space when it is closed or the process dies.
 */
final class BodyFile implements AutoCloseable {

    private final FileChannel channel;

    private BodyFile(FileChannel channel) {
        this.channel = channel;
    }

    static BodyFile create() throws IOException {
        Path path = Files.createTempFile("broadsheet-body", null);
        try {
            return new BodyFile(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } finally {
            Files.delete(path);
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the file from its first byte. */
    InputStream read() throws IOException {
        return new BufferedInputStream(Channels.newInputStream(channel.position(0)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
