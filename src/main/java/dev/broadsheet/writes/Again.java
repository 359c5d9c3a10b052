package dev.broadsheet.writes;

import dev.broadsheet.kernel.Problem;

/** A write met another at the same moment and is to be done once more, from the start. */
public final class Again extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem inTheEnd;

    /** @param inTheEnd what the client is told if it never comes through */
    public Again(Problem inTheEnd) {
        super(inTheEnd.detail(), null, false, false);
        this.inTheEnd = inTheEnd;
    }

    Problem inTheEnd() {
        return inTheEnd;
    }
}
