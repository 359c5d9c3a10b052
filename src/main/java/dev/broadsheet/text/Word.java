package dev.broadsheet.text;

/**
 * A word of a text.
 *
 * @param start index of its first character in the text
 * @param end index after its last character
 * @param plain in lower case with accents, as the stemmers expect it
 * @param folded without accents, as users may type it
 */
public record Word(int start, int end, String plain, String folded) {}
