package dev.broadsheet.text;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Similarly spelled words. Candidates share trigrams, computed here because {@code pg_trgm} is an extension. A
 * candidate may differ by one edit, in words of 8 letters or more by two. An edit omits, inserts or replaces a letter,
 * or swaps two neighbours.
 */
public final class Spelling {

    private static final int SHORTEST = 4;
    private static final int LONG = 8;
    private static final int LONGEST = 40;

    private Spelling() {}

    /** @param distance the edit distance */
    public record Candidate(String spelling, int distance) {}

    /**
     * Whether a word can be corrected: 4 to 40 characters, no digit. A shorter word has too many others at the same
     * distance.
     */
    public static boolean isLong(String word) {
        return word.length() >= SHORTEST
                && word.length() <= LONGEST
                && word.chars().noneMatch(Character::isDigit);
    }

    public static Set<String> trigrams(String word) {
        String padded = "__" + word + "_";
        Set<String> grams = new LinkedHashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            grams.add(padded.substring(i, i + 3));
        }
        return grams;
    }

    public static Optional<Candidate> candidate(String word, String other, String spelling) {
        int distance = editDistance(word, other);
        return distance <= (word.length() < LONG ? 1 : 2) && distance > 0
                ? Optional.of(new Candidate(spelling, distance))
                : Optional.empty();
    }

    /** Optimal string alignment: Levenshtein distance in which swapping two neighbouring letters counts as one edit. */
    private static int editDistance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                edits[i][j] = Math.min(edits[i - 1][j - 1] + same, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
