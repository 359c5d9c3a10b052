package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.AppProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command that makes an AOT cache ends by itself and leaves the configured installation alone. */
class AotTrainingIT {

    private static final Path DATA = Path.of("target", "training-test");
    private static final Path LOG = Path.of("target", "training-test.log");
    private static final Path TEMPORARY = Path.of("target", "training-test-temporary");

    @Test
    void trainingUsesItsOwnData() throws Exception {
        Files.createDirectories(TEMPORARY);
        Process training = AppProcess.start(
                        DATA,
                        LOG,
                        Map.of(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                "jdbc:postgresql://127.0.0.1:1/none",
                                "JAVA_TOOL_OPTIONS",
                                "-Djava.io.tmpdir=" + TEMPORARY.toAbsolutePath()),
                        "train")
                .process();
        assertThat(training.waitFor()).as(Files.readString(LOG)).isZero();
        assertThat(Files.readString(LOG)).contains("Trained.");
        assertThat(DATA).doesNotExist();
        assertThat(TEMPORARY).isDirectoryNotContaining("glob:**/broadsheet-training*");
    }
}
