package dev.broadsheet.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of our own over a data folder, watched: when it dies, it is started again on the same port, and the pool
 * finds it there. It has no hook on the JVM's end: whoever starts it closes it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private final FolderLock lock;
    private final Cluster cluster;
    private final Running running;
    private final Thread watch;
    private volatile Postmaster postmaster;
    private volatile boolean closing;

    /**
     * Starts it, on a folder that may be new, in use for years, or left behind by a crash.
     *
     * @throws DatabaseTrouble with the line that says why not
     */
    public static EmbeddedPostgres start(Path folder) {
        return start(DataFolder.at(folder), false);
    }

    /** Starts it empty: for tests. What an earlier run left in the folder is removed, its server first. */
    public static EmbeddedPostgres fresh(Path folder) {
        return start(DataFolder.at(folder), true);
    }

    private static EmbeddedPostgres start(DataFolder data, boolean empty) {
        FolderLock lock = FolderLock.take(data.lock()).orElseThrow(() -> new DatabaseTrouble("held"));
        try {
            if (empty) {
                new Orphans(data.postgres()).end(PidFile.of(data.cluster()));
                new Tree(data.cluster()).delete();
            }
            return new EmbeddedPostgres(data, lock);
        } catch (IOException e) {
            lock.close();
            throw DatabaseTrouble.disk("Emptying the database folder", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private EmbeddedPostgres(DataFolder folder, FolderLock lock) {
        this.lock = lock;
        Binaries binaries = Binaries.in(folder.postgres());
        this.cluster = Cluster.in(folder, binaries, RunAs.choose(folder, binaries));
        this.running = new Running(ProcessHandle.current().pid(), freePort());
        this.postmaster = Postmaster.start(cluster, running.port());
        running.write(folder);
        this.watch = new Thread(this::watch, "postgres-watch");
        watch.setDaemon(true);
        watch.start();
    }

    public Connection connection() {
        return running.connection(cluster.folder());
    }

    /** Stops it with everything written; returns when it is gone. */
    @Override
    public synchronized void close() {
        if (!closing) {
            closing = true;
            watch.interrupt();
            postmaster.stop();
            lock.close();
        }
    }

    private void watch() {
        try {
            while (!closing) {
                if (postmaster.process().waitFor(1, TimeUnit.MINUTES)) {
                    revive();
                }
            }
        } catch (InterruptedException e) {
            // Closing.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void revive() {
        if (closing) {
            return;
        }
        LOG.warnf(
                "PostgreSQL ended (exit code %d); starting it again.",
                postmaster.process().exitValue());
        postmaster = Postmaster.start(cluster, running.port());
        LOG.info("PostgreSQL runs again.");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseTrouble("There is no free port for the database: " + e.getMessage(), e);
        }
    }
}
