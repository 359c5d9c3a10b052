package dev.broadsheet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid} of a running PostgreSQL. One line each: pid, directory, start time, port, socket, address,
 * shared memory, state (source: {@code miscadmin.h}, {@code LOCK_FILE_LINE_…}).
 */
record PidFile(long pid, boolean ready) {

    static Optional<PidFile> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(at(cluster));
            long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
            return Optional.of(
                    new PidFile(pid, lines.size() > 7 && lines.get(7).strip().equals("ready")));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Reading the state of PostgreSQL", e);
        }
    }

    static Path at(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
