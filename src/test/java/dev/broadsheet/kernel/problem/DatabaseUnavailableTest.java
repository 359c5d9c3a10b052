package dev.broadsheet.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database failures that are answered 503 and not 500. */
class DatabaseUnavailableTest {

    @ParameterizedTest
    @ValueSource(strings = {"Sorry, acquisition timeout!", "Acquisition timeout while waiting for new connection"})
    void exhaustedPoolGives503(String message) {
        assertThat(code(new SQLException(message))).isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "55P03", "08006", "53300", "57P01"})
    void databaseTimeoutGives503(String state) {
        var problem = ProblemMapper.toProblem(new IllegalStateException(new SQLException("", state)));
        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(problem.headers()).containsKey("Retry-After");
    }

    @Test
    void wrongStatementGives500() {
        assertThat(code(new SQLException("", "42601"))).isEqualTo(ProblemCode.INTERNAL);
    }

    private static ProblemCode code(Throwable failure) {
        return ProblemMapper.toProblem(failure).code();
    }
}
