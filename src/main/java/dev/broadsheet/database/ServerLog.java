package dev.broadsheet.database;

import dev.broadsheet.database.os.IoErrorMessage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jboss.logging.Logger;

/** PostgreSQL's log file, of limited size, with one predecessor. */
record ServerLog(Path file) {

    private static final Logger LOG = Logger.getLogger(ServerLog.class);
    private static final long LIMIT = 4L << 20;

    /**
     * Copies and truncates the file, which also works while PostgreSQL appends to it. A file, not a pipe through this
     * JVM, because the server must be able to log when the JVM is gone or stopped.
     */
    void rotate() {
        try {
            if (end() > LIMIT) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    open.truncate(0);
                }
            }
        } catch (IOException e) {
            // A failed rotation is no reason to stop serving.
            LOG.warnf("Shortening the log of PostgreSQL failed: %s", IoErrorMessage.of(e));
        }
    }

    long end() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The reason for a failed start, from the lines that were written after a position. */
    String errorSince(long from) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.min(from, channel.size()));
            String said = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines =
                    said.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return lines.stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .findFirst()
                    .map(line -> line.replaceFirst(".*?(FATAL|PANIC):\\s*", ""))
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return IoErrorMessage.of(e);
        }
    }
}
