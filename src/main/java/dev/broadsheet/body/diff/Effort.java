package dev.broadsheet.body.diff;

/**
 * What one diff may cost. Myers' algorithm takes time in the product of length and edits, and memory in the square of
 * the edits: nothing for what people change, minutes and gigabytes for two bodies of 2 MiB that have nothing in common.
 * So one text may have {@value #EDITS} edits, and all texts of a diff together {@value #COMPARISONS} comparisons; what
 * is beyond is told as one replacement, from the first word that differs to the last.
 *
 * <p>Counted, not timed: the same input has the same diff on every machine. For one diff and one thread.
 */
public final class Effort {

    /** Words that came or went, the spaces and signs between them counted alike. */
    static final int EDITS = 1_000;

    static final int COMPARISONS = 10_000_000;

    private int left = COMPARISONS;

    int left() {
        return left;
    }

    void compare() {
        spend(1);
    }

    /** One more edit is tried, on as many diagonals as there were edits before. */
    void edit(int edits) {
        if (edits > EDITS) {
            throw new Spent();
        }
        spend(edits + 1);
    }

    private void spend(int comparisons) {
        left = Math.max(left - comparisons, 0);
        if (left == 0) {
            throw new Spent();
        }
    }

    /** The rest isn't worth it. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super(null, null, false, false);
        }
    }
}
