package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.SqlState;
import java.util.List;
import java.util.Optional;

/**
 * What the database refuses because of others: a value that somebody took at the same moment, or a deadlock, which it
 * ends by refusing one of the two. Nothing was changed. The rooms look before they write, and a write that meets another
 * is tried again; this is for what is left.
 */
final class Collision extends Problem {

    private static final long serialVersionUID = 1L;

    private Collision(ProblemCode code, String detail, Throwable cause) {
        super(code, detail, List.of(), cause);
        header("Retry-After", "1");
    }

    static Optional<Problem> in(Throwable failure) {
        return SqlState.of(failure).flatMap(state -> of(state, failure));
    }

    private static Optional<Problem> of(String state, Throwable failure) {
        if (SqlState.isTaken(state)) {
            return Optional.of(new Collision(
                    ProblemCode.DUPLICATE, "Somebody else has just taken it. Nothing was changed.", failure));
        }
        return SqlState.isEntangled(state)
                ? Optional.of(new Collision(
                        ProblemCode.CONFLICT,
                        "Others wrote at the same moment. Nothing was changed; try again.",
                        failure))
                : Optional.empty();
    }
}
