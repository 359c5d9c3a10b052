package dev.broadsheet.cache.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an answer that a client asks for, to go on where it was cut off (RFC 9110, section 14). One part only: who
 * asks for several gets the whole.
 *
 * @param to with it
 */
record ByteRange(int from, int to, int length) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /**
     * Null if the whole is to be answered: nobody asked, not so that it can be understood, or for a part of another answer.
     *
     * @param condition of {@code If-Range}: the ETag of that of which the client has the other parts
     */
    static @Nullable ByteRange of(@Nullable String range, @Nullable String condition, String etag, int length) {
        Matcher asked = range == null ? null : ONE.matcher(range);
        if (asked == null || !asked.matches() || condition != null && !condition.equals(etag)) {
            return null;
        }
        String from = asked.group(1);
        String to = asked.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        } else if (from.isEmpty()) {
            return new ByteRange(Math.max(0, length - Integer.parseInt(to)), length - 1, length);
        }
        int last = to.isEmpty() ? length - 1 : Math.min(Integer.parseInt(to), length - 1);
        int first = Integer.parseInt(from);
        return !to.isEmpty() && Integer.parseInt(to) < first ? null : new ByteRange(first, last, length);
    }

    /** False for one behind the end: 416. */
    boolean isThere() {
        return from <= to && from < length;
    }

    /** For {@code Content-Range}. */
    @Override
    public String toString() {
        return isThere() ? "bytes " + from + "-" + to + "/" + length : "bytes */" + length;
    }
}
