package dev.broadsheet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.database.ConnectionInfo;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged jar as a separate process. Needs the package phase; for integration tests. */
public record AppProcess(Process process, int port) {

    private static final Duration START = Duration.ofMinutes(3);

    /** The admin key that the app is started with. */
    public static final String KEY = "admin-key-of-the-jar";

    public static AppProcess start(Path data, Path log, String... words) throws IOException {
        return start(data, log, Map.of(), words);
    }

    /** Starts the app on an existing database. */
    public static AppProcess start(Path data, Path log, ConnectionInfo database) throws IOException {
        return start(data, log, on(database));
    }

    /** Environment variables for an app on that database. */
    public static Map<String, String> on(ConnectionInfo database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }

    /** Starts the app with additional environment variables. */
    public static AppProcess start(Path data, Path log, Map<String, String> environment, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("BROADSHEET_DATA", data.toString());
        builder.environment().put("BROADSHEET_ADMIN_KEY", KEY);
        builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
        // Most tests have no proxy that needs the delay.
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        builder.environment().putAll(environment);
        int port = environment.containsKey("QUARKUS_HTTP_PORT")
                ? Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"))
                : freePort();
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new AppProcess(builder.start(), port);
    }

    /**
     * Waits until the app has said that it is ready.
     *
     * @param log the file that it was started with
     * @return the same process
     */
    public AppProcess awaitReady(Path log) {
        await().atMost(START)
                .until(() -> !process.isAlive() || Files.readString(log).contains("Broadsheet is ready"));
        assertThat(process.isAlive()).as("it runs, see %s", log).isTrue();
        return this;
    }

    /** A port that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
