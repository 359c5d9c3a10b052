package dev.broadsheet.body.diff;

/**
 * Limits the cost of one diff. The time of Myers' algorithm grows with the product of length and edits, its memory with
 * the square of the edits. That is negligible for human edits, but minutes and gigabytes for two bodies of 2 MiB that
 * have nothing in common. Therefore one text may have {@value #MAX_EDITS} edits, and all texts of a diff together
 * {@value #MAX_COMPARISONS} comparisons. Beyond that, a text is reported as one replacement, from the first word that
 * differs to the last.
 *
 * <p>The budget counts operations, not time, so that the same input has the same diff on every machine. For one diff
 * and one thread.
 */
public final class DiffBudget {

    /** Added and removed words; the spaces and punctuation between them count as well. */
    static final int MAX_EDITS = 1_000;

    static final int MAX_COMPARISONS = 10_000_000;

    private int remaining = MAX_COMPARISONS;

    int remaining() {
        return remaining;
    }

    void compare() {
        spend(1);
    }

    /**
     * Spends the cost of one more edit: the algorithm tries it on as many diagonals as there were edits before, plus
     * one.
     */
    void edit(int edits) {
        if (edits > MAX_EDITS) {
            throw new Exhausted();
        }
        spend(edits + 1);
    }

    private void spend(int comparisons) {
        remaining = Math.max(remaining - comparisons, 0);
        if (remaining == 0) {
            throw new Exhausted();
        }
    }

    /** Stops the algorithm when the budget is exceeded. It has no stack trace. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }
}
