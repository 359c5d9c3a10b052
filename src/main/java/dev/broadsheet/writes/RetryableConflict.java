package dev.broadsheet.writes;

import dev.broadsheet.kernel.Problem;

/** A write conflicted with a concurrent one; {@link WriteExecutor} retries it from the start. */
public final class RetryableConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem finalProblem;

    /** @param inTheEnd the problem that the client gets if all attempts fail */
    public RetryableConflict(Problem inTheEnd) {
        super(inTheEnd.detail(), null, false, false);
        this.finalProblem = inTheEnd;
    }

    Problem finalProblem() {
        return finalProblem;
    }
}
