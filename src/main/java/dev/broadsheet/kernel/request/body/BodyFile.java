package dev.broadsheet.kernel.request.body;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file without a name: the file is deleted right after it is opened, so that the operating system frees its
 * space when it is closed or the process dies. It is created by the first {@link #append}.
 *
 * <p>It knows nothing of its request: a worker thread keeps its last task reachable until it gets another, and a task
 * that appends would keep the request with its response in memory.
 */
final class BodyFile {

    private @Nullable FileChannel channel;
    private boolean closed;

    /** Does nothing if the file is closed. */
    synchronized @Nullable Void append(Buffer part) throws IOException {
        if (closed) {
            return null;
        }
        if (channel == null) {
            channel = create();
        }
        ByteBuffer bytes = ByteBuffer.wrap(part.getBytes());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return null;
    }

    /** Reads the file from its first byte. */
    synchronized InputStream read() throws IOException {
        return new BufferedInputStream(
                Channels.newInputStream(Objects.requireNonNull(channel).position(0)));
    }

    /** Idempotent. */
    synchronized void close() {
        closed = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException closing) {
                // The file is already deleted; its space is freed when the process ends.
            }
        }
    }

    private static FileChannel create() throws IOException {
        Path path = Files.createTempFile("broadsheet-body", null);
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }
}
