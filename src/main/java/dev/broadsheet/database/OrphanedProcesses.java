package dev.broadsheet.database;

import dev.broadsheet.database.os.Pause;
import dev.broadsheet.database.os.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Processes of a PostgreSQL whose JVM is gone (kill -9, power failure, out of memory). They are ended before a new
 * server starts, and never reused: a new server always has the settings and the version of this release. No
 * acknowledged write is lost because it is in the WAL on disk.
 *
 * <p>Recognized by their program file, which is inside this data folder; a pid alone may belong to an unrelated process
 * by now. Call it only while holding the {@link FolderLock}.
 */
record OrphanedProcesses(Path postgres) {

    private static final Logger LOG = Logger.getLogger(OrphanedProcesses.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    void terminate(Optional<PidFile> left) {
        List<ProcessHandle> found = all();
        if (!found.isEmpty()) {
            LOG.infof(
                    "Replacing the PostgreSQL that an earlier run left behind (pid %d).",
                    found.get(0).pid());
        }
        // The postmaster ends its children; children without a postmaster end by themselves.
        left.flatMap(file -> found.stream().filter(p -> p.pid() == file.pid()).findFirst())
                .ifPresent(postmaster -> Signal.INTERRUPT.send(postmaster.pid()));
        if (!gone(found, TIMEOUT)) {
            all().forEach(ProcessHandle::destroyForcibly);
            gone(all(), TIMEOUT);
        }
    }

    /** True if any process runs a program of this folder. */
    boolean isAnyRunning() {
        return !all().isEmpty();
    }

    private List<ProcessHandle> all() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes.filter(this::isOurs).toList();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        // If /proc hides the program of another user (root without CAP_SYS_PTRACE), the command line is used.
        ProcessHandle.Info facts = process.info();
        return facts.command()
                .or(facts::commandLine)
                .filter(c -> c.startsWith(postgres + "/"))
                .isPresent();
    }

    private static boolean gone(List<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.brief();
        }
        return true;
    }
}
