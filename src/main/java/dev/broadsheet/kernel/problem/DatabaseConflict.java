package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.sql.SqlState;
import java.util.List;
import java.util.Optional;

/**
 * A conflict with a concurrent transaction: a unique value that another request took at the same moment, or a deadlock
 * in which PostgreSQL cancelled this transaction. Nothing was changed. Services check before they write, and
 * {@code WriteExecutor} retries conflicts; this problem is for the rest.
 */
final class DatabaseConflict extends Problem {

    private static final long serialVersionUID = 1L;

    private DatabaseConflict(ProblemCode code, String detail, Throwable cause) {
        super(code, detail, List.of(), cause);
        header("Retry-After", "1");
    }

    static Optional<Problem> from(Throwable failure) {
        return SqlState.of(failure).flatMap(state -> of(state, failure));
    }

    private static Optional<Problem> of(String state, Throwable failure) {
        if (SqlState.isUniqueViolation(state)) {
            return Optional.of(new DatabaseConflict(
                    ProblemCode.DUPLICATE, "Somebody else has just taken it. Nothing was changed.", failure));
        }
        return SqlState.isRetryable(state)
                ? Optional.of(new DatabaseConflict(
                        ProblemCode.CONFLICT,
                        "Others wrote at the same moment. Nothing was changed; try again.",
                        failure))
                : Optional.empty();
    }
}
