package dev.broadsheet.database;

import dev.broadsheet.database.os.Pause;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The database that this JVM works on: a server named in the configuration, an embedded one of our own, or one that
 * another JVM runs on the same folder.
 *
 * <p>Opened by the main class before the framework starts, and not by a configuration source or an extension: those are
 * created several times, also by the build and by tooling, at moments when starting a server would be a surprise; and
 * a failure there ends in a stack trace instead of one line.
 */
public final class Database implements AutoCloseable {

    /** A server that is replaying its log may take this long until a command can join it. */
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
     * A server of the installation's own, checked.
     *
     * @throws DatabaseStartupException when it can't be used, with the line that says why
     */
    public static Database external(ConnectionInfo connection) {
        String version = new ExternalServer(connection).check();
        return new Database(connection, "PostgreSQL " + version + " at " + connection.address(), null);
    }

    /** For the server, which is the only one on its folder. */
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

    /** For a command: joins the server on the folder; where none runs, starts the database for as long as it takes. */
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

    /** For the line that tells where the articles are. */
    public String description() {
        return description;
    }

    /** Stops it if it is this JVM's. */
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
