package dev.broadsheet.body;

import java.lang.Character.UnicodeScript;

/**
 * Counts words: runs of letters and digits, joined by apostrophes and hyphens. In scripts without spaces, each Han and
 * kana character counts as one word. In Thai, Lao, Khmer and Burmese, where only a dictionary finds words, five letters
 * count as one word.
 */
final class WordCounter {

    private static final int WORDS_PER_MINUTE = 200;
    private static final int CHARACTERS_PER_MINUTE = 500;
    private static final int LETTERS_PER_WORD = 5;

    private int words;
    private int characters;
    private int unspacedLetters;

    void add(String text) {
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x0E00) {
                boolean letter = Character.isLetterOrDigit(c);
                words += letter && !inWord ? 1 : 0;
                inWord = letter || inWord && (c == '\'' || c == '-' || isMark(c));
                continue;
            }
            switch (UnicodeScript.of(c)) {
                case HAN, HIRAGANA, KATAKANA -> {
                    characters += Character.isLetter(c) ? 1 : 0;
                    inWord = false;
                }
                case THAI, LAO, KHMER, MYANMAR -> {
                    unspacedLetters += Character.isLetter(c) ? 1 : 0;
                    inWord = false;
                }
                default -> {
                    boolean letter = Character.isLetterOrDigit(c);
                    words += letter && !inWord ? 1 : 0;
                    inWord = letter || inWord && (c == 0x2019 || isMark(c));
                }
            }
        }
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    int words() {
        return words + characters + (unspacedLetters + LETTERS_PER_WORD - 1) / LETTERS_PER_WORD;
    }

    int minutes() {
        double spaced = words + (double) unspacedLetters / LETTERS_PER_WORD;
        return (int) Math.ceil(spaced / WORDS_PER_MINUTE + (double) characters / CHARACTERS_PER_MINUTE);
    }
}
