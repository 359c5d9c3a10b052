package dev.broadsheet.body;

import java.text.BreakIterator;
import java.util.Locale;

/** Truncates text at the end of a sentence, or else between words; never inside a character. */
final class Excerpt {

    private Excerpt() {}

    static String of(String text, int length, Locale locale) {
        if (text.length() <= length) {
            return text;
        }
        // Boundaries are searched only in the part that can fit, plus the space after it and one more character.
        String near = text.substring(0, Math.min(text.length(), length + 2));
        String sentences = upTo(BreakIterator.getSentenceInstance(locale), near, length + 1)
                .strip();
        if (!sentences.isEmpty() && sentences.length() <= length && endsSentence(sentences)) {
            return sentences;
        }
        if (length < 2) {
            return "";
        }
        String words =
                upTo(BreakIterator.getLineInstance(locale), near, length - 1).strip();
        return words.isEmpty() ? upTo(BreakIterator.getCharacterInstance(locale), near, length - 1) + "…" : words + "…";
    }

    private static String upTo(BreakIterator breaks, String text, int length) {
        breaks.setText(text);
        int end = breaks.preceding(Math.min(length, text.length()) + (length < text.length() ? 1 : 0));
        return end == BreakIterator.DONE ? "" : text.substring(0, end);
    }

    private static boolean endsSentence(String text) {
        int last = text.codePointBefore(text.length());
        return !Character.isLetterOrDigit(last) && last != ',';
    }
}
