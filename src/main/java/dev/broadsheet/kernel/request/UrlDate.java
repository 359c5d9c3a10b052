package dev.broadsheet.kernel.request;

import java.util.regex.Pattern;

/**
 * A date in a query parameter. A {@code +} in a URL is a space once the form encoding is undone (WHATWG URL), and a
 * space before hh:mm at the end of a time can only have been one.
 */
public final class UrlDate {

    private static final Pattern LOST_PLUS =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}\\S*) (\\d{2}(?::?\\d{2})?)");

    private UrlDate() {}

    /** The date as it was written before the URL lost its plus; other texts stay as they are. */
    public static String withPlus(String text) {
        return LOST_PLUS.matcher(text).replaceFirst("$1+$2");
    }
}
