package dev.broadsheet.body.diff;

import com.github.difflib.algorithm.Change;
import com.ibm.icu.text.BreakIterator;
import dev.broadsheet.body.diff.WordRange.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The word ranges that differ between two texts. Word boundaries follow Unicode (UAX 29) and ICU's dictionaries, so
 * that Chinese and Thai text has words and Persian words aren't split at their joiners. Changes that are separated only
 * by white space are merged.
 */
public final class TextDiff {

    /**
     * Maximum number of characters between the first difference and the last. A longer section is reported as one
     * replacement.
     */
    static final int MAX_LENGTH = 200_000;

    private final String before;
    private final String after;

    private TextDiff(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** Returns the ranges in order; none if the texts are equal. */
    public static List<WordRange> between(String before, String after, Locale locale, DiffBudget budget) {
        return before.equals(after) ? List.of() : new TextDiff(before, after).ranges(locale, budget);
    }

    /** Returns the second text. */
    public static String apply(List<WordRange> ranges, String before) {
        StringBuilder after = new StringBuilder();
        int next = 0;
        for (WordRange range : ranges) {
            after.append(before, next, range.before().from())
                    .append(range.after().text());
            next = range.before().to();
        }
        return after.append(before, next, before.length()).toString();
    }

    private List<WordRange> ranges(Locale locale, DiffBudget budget) {
        int head = head();
        int tail = tail(head);
        String gone = before.substring(head, before.length() - tail);
        String come = after.substring(head, after.length() - tail);
        if (gone.length() > MAX_LENGTH || come.length() > MAX_LENGTH) {
            return List.of(range(head, before.length() - tail, head, after.length() - tail));
        }
        List<String> goneWords = words(gone, locale);
        List<String> comeWords = words(come, locale);
        int[] gonePlaces = places(goneWords, head);
        int[] comePlaces = places(comeWords, head);
        List<WordRange> ranges = new ArrayList<>();
        for (Change change : SequenceDiff.between(goneWords, comeWords, budget)) {
            add(
                    ranges,
                    range(
                            gonePlaces[change.startOriginal],
                            gonePlaces[change.endOriginal],
                            comePlaces[change.startRevised],
                            comePlaces[change.endRevised]));
        }
        return ranges;
    }

    private void add(List<WordRange> ranges, WordRange next) {
        WordRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && isGap(last.before().to(), next.before().from())) {
            ranges.set(
                    ranges.size() - 1,
                    range(
                            last.before().from(),
                            next.before().to(),
                            last.after().from(),
                            next.after().to()));
        } else {
            ranges.add(next);
        }
    }

    /** Whether the range is white space without a line end. Changes in different paragraphs are not merged. */
    private boolean isGap(int from, int to) {
        return before.substring(from, to).chars().allMatch(c -> c != '\n' && Character.isWhitespace(c));
    }

    private WordRange range(int from, int fromEnd, int to, int toEnd) {
        return new WordRange(TextRange.of(before, from, fromEnd), TextRange.of(after, to, toEnd));
    }

    /**
     * Returns the length of the common beginning, up to a white space character, so that a changed word is replaced as
     * a whole.
     */
    private int head() {
        int shorter = Math.min(before.length(), after.length());
        int head = 0;
        while (head < shorter && before.charAt(head) == after.charAt(head)) {
            head++;
        }
        while (head > 0 && !Character.isWhitespace(before.charAt(head - 1))) {
            head--;
        }
        return head;
    }

    private int tail(int head) {
        int shorter = Math.min(before.length(), after.length()) - head;
        int tail = 0;
        while (tail < shorter && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        while (tail > 0 && !Character.isWhitespace(before.charAt(before.length() - tail))) {
            tail--;
        }
        return tail;
    }

    private static List<String> words(String text, Locale locale) {
        List<String> words = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getWordInstance(locale);
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

    /** Returns the start offset of each word, followed by the end offset of the last. */
    private static int[] places(List<String> words, int first) {
        int[] places = new int[words.size() + 1];
        places[0] = first;
        for (int i = 0; i < words.size(); i++) {
            places[i + 1] = places[i] + words.get(i).length();
        }
        return places;
    }
}
