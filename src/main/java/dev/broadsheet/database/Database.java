package dev.broadsheet.database;

import dev.broadsheet.database.os.Pause;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The database that this JVM uses: an external server from the configuration, an embedded server of its own, or the
 * embedded server that another JVM runs on the same folder.
 *
 * <p>The main class opens it before the framework starts. A configuration source or an extension would be created
 * several times, also by the build and by tooling, when no server should start. Its failure would print a stack trace
 * instead of one line.
 */
public final class Database implements AutoCloseable {

    /** How long a command waits for a server that is starting, such as one that replays its WAL. */
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(60);

    private final ConnectionInfo connection;
    private final String description;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(ConnectionInfo connection, String description, @Nullable EmbeddedPostgres embedded) {
        this.connection = connection;
        this.description = description;
        this.embedded = embedded;
    }

    /**
     * Uses an external server, after checking it.
     *
     * @throws DatabaseStartupException if it can't be used; the message says why
     */
    public static Database external(ConnectionInfo connection) {
        String version = new ExternalServer(connection).check();
        return new Database(connection, "PostgreSQL " + version + " at " + connection.address(), null);
    }

    /** For the server, which must be the only one on its folder. */
    public static Database serving(Path folder) {
        DataFolder data = DataFolder.at(folder);
        FolderLock lock = FolderLock.take(data.lock());
        if (lock instanceof FolderLock.Acquired taken) {
            return embedded(data, taken);
        }
        if (lock instanceof FolderLock.HeldByThisProcess) {
            return joined(data, PortFile.in(data).orElseThrow(() -> inUse(data, "this process")));
        }
        throw inUse(
                data,
                lock instanceof FolderLock.HeldByOtherProcess other ? "process " + other.holder() : "another process");
    }

    /**
     * For a command: joins the running server of the folder. If none runs, starts the database until the command ends.
     */
    public static Database joining(Path folder) {
        DataFolder data = DataFolder.at(folder);
        long deadline = System.nanoTime() + JOIN_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            if (FolderLock.take(data.lock()) instanceof FolderLock.Acquired taken) {
                return embedded(data, taken);
            }
            var running = PortFile.in(data);
            if (running.isPresent()) {
                return joined(data, running.get());
            }
            Pause.brief();
        }
        throw inUse(data, "a process whose database does not get ready");
    }

    public ConnectionInfo connection() {
        return connection;
    }

    /** Where the articles are stored, for the ready message. */
    public String description() {
        return description;
    }

    /** Stops the server if this JVM started it. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static Database embedded(DataFolder folder, FolderLock.Acquired lock) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, lock);
        return new Database(postgres.connection(), describe(folder), postgres);
    }

    private static Database joined(DataFolder folder, PortFile portFile) {
        return new Database(portFile.connection(folder), describe(folder), null);
    }

    private static String describe(DataFolder folder) {
        return "embedded PostgreSQL in " + folder.root();
    }

    private static DatabaseStartupException inUse(DataFolder folder, String holder) {
        return new DatabaseStartupException("The data folder " + folder.root() + " is in use by " + holder
                + ": stop that one, or name another folder in BROADSHEET_DATA.");
    }
}
