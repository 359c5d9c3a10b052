package dev.broadsheet.kernel.request;

import java.util.regex.Pattern;

/**
 * Restores a date in a query parameter. Form decoding turns {@code +} into a space (WHATWG URL), and a space before
 * hh:mm at the end of a time can only have been a plus.
 */
public final class UrlDate {

    private static final Pattern LOST_PLUS =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}\\S*) (\\d{2}(?::?\\d{2})?)");

    private UrlDate() {}

    /** The date with its plus restored; other texts are returned unchanged. */
    public static String withPlus(String text) {
        return LOST_PLUS.matcher(text).replaceFirst("$1+$2");
    }
}
