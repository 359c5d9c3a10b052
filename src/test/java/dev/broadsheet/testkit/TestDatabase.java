package dev.broadsheet.testkit;

import dev.broadsheet.database.ConnectionInfo;
import dev.broadsheet.database.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * One fresh embedded PostgreSQL for the whole test run, the same as in production. Name it on any one test class with
 * {@code @QuarkusTestResource(TestDatabase.class)}; it then serves all test classes.
 *
 * <p>The folder has a fixed name, so that the next run finds and ends the server of a run that was killed. The unpacked
 * binaries are reused; the data is not.
 */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of("target", "test-data");

    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = EmbeddedPostgres.startEmpty(FOLDER);
        commitWithoutWaiting(postgres.connection());
        return postgres.connection().settings();
    }

    /** Nothing reads this cluster after a crash, so a commit needn't wait for the disk. Kill tests start the jar. */
    private static void commitWithoutWaiting(ConnectionInfo database) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter database broadsheet set synchronous_commit = off");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void stop() {
        Objects.requireNonNull(postgres).close();
    }

    /** A connection outside of the app's pool, with a transaction open. */
    public static Connection connect() {
        try {
            Connection connection =
                    DriverManager.getConnection(setting("jdbc.url"), setting("username"), setting("password"));
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Closes the connection; uncommitted changes are rolled back. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }
}
