package dev.broadsheet.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @Test
    void fileIsCompleteAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
        KeyFile file = new KeyFile(folder.resolve("new").resolve("admin.key"));
        assertThat(file.read()).isEmpty();
        file.write("bs_token");
        assertThat(file.read()).contains("bs_token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void leftoverOfAFailedAttemptIsReplaced(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("admin.key.new"), "half");
        KeyFile file = new KeyFile(folder.resolve("admin.key"));
        file.write("bs_token");
        assertThat(file.read()).contains("bs_token");
    }
}
