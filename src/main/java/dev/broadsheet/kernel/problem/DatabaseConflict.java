package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.sql.SqlState;
import java.util.List;
import java.util.Optional;

/**
 * What the database refuses because of others: a value that somebody took at the same moment, or a deadlock, which it
 * ends by refusing one of the two. Nothing was changed. The rooms look before they write, and a write that meets another
 * is tried again; this is for what is left.
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
