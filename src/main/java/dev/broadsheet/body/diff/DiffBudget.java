package dev.broadsheet.body.diff;

/**
 * What one diff may cost. Myers' algorithm takes time in the product of length and edits, and memory in the square of
 * the edits: nothing for what people change, minutes and gigabytes for two bodies of 2 MiB that have nothing in common.
 * So one text may have {@value #MAX_EDITS} edits, and all texts of a diff together {@value #MAX_COMPARISONS} comparisons; what
 * is beyond is told as one replacement, from the first word that differs to the last.
 *
 * <p>Counted, not timed: the same input has the same diff on every machine. For one diff and one thread.
 */
public final class DiffBudget {

    /** Words that came or went, the spaces and signs between them counted alike. */
    static final int MAX_EDITS = 1_000;

    static final int MAX_COMPARISONS = 10_000_000;

    private int remaining = MAX_COMPARISONS;

    int remaining() {
        return remaining;
    }

    void compare() {
        spend(1);
    }

    /** One more edit is tried, on as many diagonals as there were edits before. */
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

    /** The rest isn't worth it. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }
}
