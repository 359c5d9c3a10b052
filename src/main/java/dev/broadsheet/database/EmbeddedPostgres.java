package dev.broadsheet.database;

import dev.broadsheet.database.os.DirectoryTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * An embedded PostgreSQL on a data folder. If the server dies, it is restarted on the same port, so the connection pool
 * finds it again. It installs no shutdown hook: the caller closes it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final int PORTS_TO_TRY = 3;

    private final FolderLock.Acquired lock;
    private final Cluster cluster;
    private final PortFile portFile;
    private final Thread watch;
    private volatile Postmaster postmaster;
    private volatile boolean closing;

    /**
     * Starts it with an empty cluster, for tests. A server and files of an earlier run in the folder are removed first.
     *
     * @throws DatabaseStartupException if it can't start; the message says why
     */
    public static EmbeddedPostgres startEmpty(Path folder) {
        DataFolder data = DataFolder.at(folder);
        if (!(FolderLock.take(data.lock()) instanceof FolderLock.Acquired lock)) {
            throw new DatabaseStartupException("Another run uses " + folder + ".");
        }
        try {
            new OrphanedProcesses(data.postgres()).terminate(PidFile.of(data.cluster()));
            new DirectoryTree(data.cluster()).delete();
        } catch (IOException e) {
            lock.close();
            throw DatabaseStartupException.ioFailure("Emptying the database folder", e);
        }
        return start(data, lock);
    }

    /** Starts it on a folder that is new, used before, or left behind by a crash. */
    static EmbeddedPostgres start(DataFolder folder, FolderLock.Acquired lock) {
        try {
            return new EmbeddedPostgres(folder, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private EmbeddedPostgres(DataFolder folder, FolderLock.Acquired lock) {
        this.lock = lock;
        PortFile.delete(folder);
        PostgresBinaries binaries = PostgresBinaries.in(folder.postgres());
        RunAs runAs = RunAs.choose(folder, binaries);
        // First, because an orphaned server may still be writing to the cluster.
        new OrphanedProcesses(folder.postgres()).terminate(PidFile.of(folder.cluster()));
        this.cluster = Cluster.in(folder, binaries, runAs);
        this.postmaster = startOnFreePort();
        this.portFile = new PortFile(postmaster.port());
        portFile.write(folder);
        runAs.takeOver(folder, binaries);
        binaries.deleteOthers();
        this.watch = new Thread(this::watch, "postgres-watch");
        watch.setDaemon(true);
        watch.start();
    }

    public ConnectionInfo connection() {
        return portFile.connection(cluster.folder());
    }

    /** Shuts the server down as {@link Postmaster#stop} does; returns when the process has ended. */
    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        synchronized (this) {
            if (lock.channel().isOpen()) {
                PortFile.delete(cluster.folder());
                postmaster.stop();
                lock.close();
            }
        }
    }

    /** Tries again with another port if another process took the free port before PostgreSQL did. */
    private Postmaster startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            try {
                return Postmaster.start(cluster, freePort());
            } catch (DatabaseStartupException e) {
                if (attempt == PORTS_TO_TRY || !e.line().contains("TCP/IP socket")) {
                    throw e;
                }
            }
        }
    }

    private void watch() {
        try {
            while (!closing) {
                if (postmaster.process().waitFor(1, TimeUnit.MINUTES)) {
                    restart();
                } else {
                    postmaster.log().rotate();
                }
            }
        } catch (InterruptedException e) {
            // The server is being closed.
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        LOG.warnf(
                "PostgreSQL ended (exit code %d); starting it again.",
                postmaster.process().exitValue());
        for (int wait = 1; !restarted(); wait = Math.min(2 * wait, 16)) {
            TimeUnit.SECONDS.sleep(wait);
        }
    }

    private synchronized boolean restarted() {
        if (closing) {
            return true;
        }
        try {
            postmaster = Postmaster.start(cluster, postmaster.port());
            LOG.info("PostgreSQL runs again.");
            return true;
        } catch (DatabaseStartupException e) {
            LOG.errorf("%s Trying again.", e.line());
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseStartupException("There is no free port for the database: " + e.getMessage(), e);
        }
    }
}
