package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the database refuses because of others: a value that somebody took at the same moment, or a deadlock, which it
 * ends by refusing one of the two (SQLSTATE 23505 and class 40; PostgreSQL appendix A). Nothing was changed. The rooms
 * look before they write; this is for the moment in between.
 */
final class Collision extends Problem {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 20;

    private Collision(ProblemCode code, String detail, Throwable cause) {
        super(code, detail, List.of(), cause);
    }

    static Optional<Problem> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return of(sql.getSQLState(), failure);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> of(String state, Throwable failure) {
        if (state.equals("23505")) {
            return Optional.of(new Collision(
                    ProblemCode.DUPLICATE, "Somebody else has just taken it. Nothing was changed.", failure));
        }
        return state.startsWith("40")
                ? Optional.of(new Collision(
                        ProblemCode.CONFLICT,
                        "Others wrote at the same moment. Nothing was changed; try again.",
                        failure))
                : Optional.empty();
    }
}
