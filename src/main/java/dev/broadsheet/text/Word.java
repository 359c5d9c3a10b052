package dev.broadsheet.text;

/**
 * One word of a text.
 *
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 * @param plain in small letters, with its accents: as the stemmers know it
 * @param folded without accents: as it may be typed
 */
public record Word(int start, int end, String plain, String folded) {}
