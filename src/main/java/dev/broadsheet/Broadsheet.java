package dev.broadsheet;

import dev.broadsheet.database.ConnectionInfo;
import dev.broadsheet.database.Database;
import dev.broadsheet.database.DatabaseConfigSource;
import dev.broadsheet.database.DatabaseStartupException;
import dev.broadsheet.kernel.connection.ConnectionGuard;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The main class: opens the database, then starts the server or runs one command. */
@QuarkusMain
public final class Broadsheet {

    /** Time for closing after the last request has ended or was cut off. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    Broadsheet() {}

    public static void main(String... words) {
        if (words.length > 0 && Usage.isHelp(words[0])) {
            System.out.print(Usage.TEXT);
        } else if (words.length > 0 && !Usage.knows(words[0])) {
            System.err.println(Usage.unknown(List.of(words)));
            System.exit(2);
        } else {
            start(words);
        }
    }

    private static void start(String... words) {
        // Vert.x reads this property when its classes load. Its own check answers an invalid URL without a body.
        // RequestGuard makes the same check and answers with a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        ConnectionGuard.install();
        boolean training = words.length > 0 && words[0].equals(AotTraining.COMMAND);
        boolean serving = words.length == 0 || training;
        CountDownLatch ended = new CountDownLatch(1);
        Config config = ConfigUtils.configBuilder().build();
        try {
            if (training) {
                train(ended, shutdownTime(config));
            } else {
                Database database = open(config, serving);
                closeOnShutdown(ended, shutdownTime(config), database::close);
                DatabaseConfigSource.set(settings(database, serving));
            }
        } catch (DatabaseStartupException e) {
            System.err.println("Broadsheet can't start. " + e.line());
            System.exit(1);
        }
        // The default exit handler ends the JVM, except in development mode. Looked up when it is called, because
        // development mode replaces it.
        Quarkus.run(
                training ? AotTraining.class : serving ? null : CommandLine.class,
                (code, cause) -> {
                    StartupFailure.print(cause, System.err);
                    ended.countDown();
                    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, cause);
                },
                words);
        ended.countDown();
    }

    /** Opens a temporary database; its settings override the configured ones. */
    private static void train(CountDownLatch ended, Duration shutdownTime) {
        Path folder = AotTraining.folder();
        Database database;
        try {
            database = Database.serving(folder);
        } catch (DatabaseStartupException e) {
            AotTraining.deleteFolder(folder);
            throw e;
        }
        closeOnShutdown(ended, shutdownTime, () -> {
            database.close();
            AotTraining.deleteFolder(folder);
        });
        AotTraining.settings(folder).forEach(System::setProperty);
        settings(database, true).forEach(System::setProperty);
    }

    private static Database open(Config config, boolean serving) {
        Path folder = Path.of(config.getValue("broadsheet.data", String.class));
        return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .map(url -> Database.external(new ConnectionInfo(
                        url,
                        config.getOptionalValue("quarkus.datasource.username", String.class)
                                .orElse(""),
                        config.getOptionalValue("quarkus.datasource.password", String.class)
                                .orElse(""))))
                .orElseGet(() -> serving ? Database.serving(folder) : Database.joining(folder));
    }

    /** The longest time that the server takes to shut down. */
    private static Duration shutdownTime(Config config) {
        return Stream.of("quarkus.shutdown.delay", "quarkus.shutdown.timeout")
                .map(name -> config.getOptionalValue(name, Duration.class).orElse(Duration.ZERO))
                .reduce(CLOSING, Duration::plus);
    }

    /**
     * Adds a shutdown hook. Hooks run concurrently, so this one waits until Quarkus' hook has ended the last request.
     */
    private static void closeOnShutdown(CountDownLatch ended, Duration shutdownTime, Runnable close) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                ended.await(shutdownTime.toMillis(), TimeUnit.MILLISECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            close.run();
                        },
                        "database-close"));
    }

    private static Map<String, String> settings(Database database, boolean serving) {
        Map<String, String> settings = new HashMap<>(database.connection().settings());
        settings.put("broadsheet.database-description", database.description());
        settings.put("broadsheet.serving", Boolean.toString(serving));
        if (!serving) {
            settings.put("quarkus.http.host-enabled", "false");
            settings.put("quarkus.scheduler.enabled", "false");
            // Standard output is for the command's result.
            settings.put("quarkus.log.level", "WARN");
            settings.put("quarkus.log.console.stderr", "true");
        }
        return settings;
    }
}
