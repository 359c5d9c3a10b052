package dev.broadsheet.writes;

import dev.broadsheet.kernel.Problem;

/** A write met another at the same moment and is to be done once more, from the start. */
public final class RetryableConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem finalProblem;

    /** @param inTheEnd what the client is told if it never comes through */
    public RetryableConflict(Problem inTheEnd) {
        super(inTheEnd.detail(), null, false, false);
        this.finalProblem = inTheEnd;
    }

    Problem finalProblem() {
        return finalProblem;
    }
}
