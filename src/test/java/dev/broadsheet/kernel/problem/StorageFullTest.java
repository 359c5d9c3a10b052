package dev.broadsheet.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StorageFullTest {

    private static final String NO_SPACE = "No space left on device";

    @Test
    void fullDiskGives507() {
        for (Throwable full : new Throwable[] {
            new IllegalStateException(new SQLException("ERROR: could not extend file", "53100")),
            new SQLException("PANIC: could not write to file \"pg_wal/xlogtemp.7\": " + NO_SPACE, "58030"),
            new UncheckedIOException(new FileSystemException("data/x", null, NO_SPACE)),
            new IOException("Disk quota exceeded")
        }) {
            assertThat(ProblemMapper.toProblem(full).code()).isEqualTo(ProblemCode.INSUFFICIENT_STORAGE);
            assertThat(ProblemMapper.toProblem(full).headers()).containsKey("Retry-After");
        }
    }

    @Test
    void otherDiskFailuresDoNotGive507() {
        assertThat(ProblemMapper.toProblem(new SQLException("I/O error", "58030"))
                        .code())
                .isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(ProblemMapper.toProblem(new SQLException("too many connections", "53300"))
                        .code())
                .isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(ProblemMapper.toProblem(new IOException("Permission denied")).code())
                .isEqualTo(ProblemCode.INTERNAL);
        assertThat(ProblemMapper.toProblem(new IllegalStateException(NO_SPACE)).code())
                .isEqualTo(ProblemCode.INTERNAL);
    }
}
