package dev.broadsheet.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Splits a text into words: runs of letters, marks and digits, separated by hyphens and apostrophes too. In scripts
 * without spaces each character is a word, and a query becomes a phrase. Implemented in Java, not with PostgreSQL's
 * parser, which takes {@code iraq/iran} for a path and whose letters depend on the database locale, nor with its
 * {@code unaccent}, an extension that a server may not have. Pure functions, thread-safe.
 */
public final class Tokenizer {

    /** In characters. Longer words are cut, because nobody types them and the size of a tsvector is limited. */
    private static final int MAX_WORD = 100;

    private Tokenizer() {}

    public static List<Word> tokenize(String text) {
        List<Word> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean alone = isUnspaced(point);
            if (start >= 0 && (alone || !isOfWord(point))) {
                add(text, start, at, words);
                start = -1;
            }
            if (alone) {
                int end = next;
                while (end < text.length() && isMark(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
                add(text, at, end, words);
                next = end;
            } else if (start < 0 && Character.isLetterOrDigit(point)) {
                start = at;
            }
            at = next;
        }
        if (start >= 0) {
            add(text, start, text.length(), words);
        }
        return words;
    }

    /** The folded words of a text, separated by a space. */
    public static String folded(String text) {
        return joined(tokenize(text), Word::folded);
    }

    static String joined(List<Word> words, Function<Word, String> form) {
        return words.stream().map(form).collect(Collectors.joining(" "));
    }

    private static void add(String text, int start, int end, List<Word> words) {
        String plain = Folding.plain(text.substring(start, Math.min(end, start + 2 * MAX_WORD)));
        if (plain.length() > MAX_WORD) {
            plain = plain.substring(0, plain.offsetByCodePoints(0, MAX_WORD / 2));
        }
        if (!plain.isEmpty()) {
            words.add(new Word(start, end, plain, Folding.folded(plain)));
        }
    }

    private static boolean isOfWord(int point) {
        return Character.isLetterOrDigit(point) || isMark(point) || Folding.isInvisible(point);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isUnspaced(int point) {
        if (point < 0x0E00 || !Character.isLetter(point)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
