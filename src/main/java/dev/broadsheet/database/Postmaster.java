package dev.broadsheet.database;

import dev.broadsheet.database.os.OsCommand;
import dev.broadsheet.database.os.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server that runs as our child process and accepts connections. */
record Postmaster(Process process, Cluster cluster, int port) {

    /** A shutdown writes every dirty page, which may take this long on a slow disk. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration QUIT_TIMEOUT = Duration.ofSeconds(5);

    /** Returns when the server accepts connections, which after a crash is when the WAL has been replayed. */
    static Postmaster start(Cluster cluster, int port) {
        try {
            removeStalePidFile(cluster);
            ServerLog log = new ServerLog(cluster.folder().log());
            log.rotate();
            long from = log.end();
            Process process = command(cluster, port)
                    .builder(cluster.folder().postgres())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                    .start();
            Postmaster postmaster = new Postmaster(process, cluster, port);
            postmaster.awaitReady(from);
            return postmaster;
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Starting PostgreSQL", e);
        }
    }

    ServerLog log() {
        return new ServerLog(cluster.folder().log());
    }

    /** Returns when the process has ended. Tries a fast shutdown, then an immediate one, then kills the process. */
    void stop() {
        try {
            Signal.INTERRUPT.send(process.pid());
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                Signal.QUIT.send(process.pid());
                if (!process.waitFor(QUIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Removes a pid file whose pid belongs to another process by now. If that process has the same user, PostgreSQL
     * would refuse to start; it detects all other stale pid files itself. The file is kept while a process of this
     * folder runs, because it also guards the shared memory of that process.
     */
    private static void removeStalePidFile(Cluster cluster) throws IOException {
        Optional<PidFile> left = PidFile.of(cluster.directory());
        OrphanedProcesses orphans = new OrphanedProcesses(cluster.folder().postgres());
        orphans.terminate(left);
        boolean reused = left.flatMap(file -> ProcessHandle.of(file.pid())).isPresent();
        if (reused && !orphans.isAnyRunning()) {
            Files.deleteIfExists(PidFile.at(cluster.directory()));
        }
    }

    private void awaitReady(long logFrom) {
        try {
            while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
                if (PidFile.of(cluster.directory())
                        .filter(file -> file.pid() == process.pid() && file.ready())
                        .isPresent()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        throw new DatabaseStartupException(
                "PostgreSQL did not start: " + log().errorSince(logFrom) + " (" + log().file() + ").");
    }

    private static OsCommand command(Cluster cluster, int port) {
        List<String> words = new ArrayList<>(List.of("-D", cluster.directory().toString()));
        settings(port).forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return cluster.runAs()
                .command(cluster.binaries().program("postgres"), words)
                .inOwnSession();
    }

    /**
     * Settings go on the command line, not into a file, so that a new release brings its own settings to an existing
     * cluster.
     */
    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new TreeMap<>();
        // Accepts connections from this machine only, and only with the password.
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "100");
        // A write that was answered with 2xx is on disk.
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");
        // For a small machine with an SSD.
        settings.put("shared_buffers", "128MB");
        settings.put("work_mem", "8MB");
        // Compressing a page costs more CPU time than writing it saves.
        settings.put("wal_compression", "off");
        // After each checkpoint PostgreSQL logs every touched page in full once, which is most of the WAL. Rare
        // checkpoints avoid that. max_wal_size (1 GB) still limits what is replayed after a crash to a few seconds.
        settings.put("checkpoint_timeout", "15min");
        settings.put("random_page_cost", "1.1");
        // JIT compilation costs more than it saves on queries of a few milliseconds.
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // The app gets and logs statement errors. In the server log a client could fill the disk with them.
        settings.put("log_min_messages", "fatal");
        settings.put("log_checkpoints", "off");
        settings.put("log_autovacuum_min_duration", "-1");
        return settings;
    }
}
