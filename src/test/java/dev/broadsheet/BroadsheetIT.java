package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged jar, started as users start it. */
class BroadsheetIT {

    private static final Path DATA = Path.of("target", "jar-test");
    private static final Path SERVER_LOG = Path.of("target", "jar-test.log");

    @Test
    void servesUntilStopped() throws Exception {
        Files.deleteIfExists(SERVER_LOG);
        Process server = jar(SERVER_LOG);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(SERVER_LOG).contains("Broadsheet is ready: http://localhost:"));
            assertThat(outcome()).startsWith("1: Broadsheet can't start.").contains("process " + server.pid());
            assertThat(outcome("kyes", "create")).startsWith("2: There is no command");
            assertThat(outcome("--help")).startsWith("0: Usage:");
        } finally {
            server.destroy();
        }
        // 128 + SIGTERM.
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
        assertThat(DATA.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    private static String outcome(String... words) throws IOException, InterruptedException {
        Path log = Path.of("target", "jar-test-2.log");
        int exit = jar(log, words).waitFor();
        return exit + ": " + Files.readString(log);
    }

    private static Process jar(Path log, String... words) throws IOException {
        return AppProcess.start(DATA, log, words).process();
    }
}
