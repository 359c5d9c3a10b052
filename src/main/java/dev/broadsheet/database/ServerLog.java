package dev.broadsheet.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What PostgreSQL says, in a file of bounded size with one predecessor. */
record ServerLog(Path file) {

    private static final long LIMIT = 4L << 20;

    /**
     * Copies and empties, so that it also works while PostgreSQL writes: it has the file open for appending. A file and
     * not a pipe through this JVM: the server must be able to write on when the JVM is gone or stopped.
     */
    void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) > LIMIT) {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                open.truncate(0);
            }
        }
    }

    /** The latest reason for not starting. */
    String why() {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .reduce((first, second) -> second)
                    .map(line -> line.replaceFirst(".*?(FATAL|PANIC):\\s*", ""))
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return Reason.of(e);
        }
    }
}
