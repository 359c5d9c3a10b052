package dev.broadsheet.cache.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A byte range of a response, requested to resume a download (RFC 9110, section 14). Supports one range only; a request
 * for several ranges gets the whole response.
 *
 * @param to inclusive
 */
record ByteRange(int from, int to, int length) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /**
     * Null if the whole response is to be sent: there is no Range header, it can't be parsed, or {@code If-Range} names
     * another ETag.
     *
     * @param condition the value of {@code If-Range}: the ETag of the response of which the client has the other parts
     */
    static @Nullable ByteRange of(@Nullable String range, @Nullable String condition, String etag, int length) {
        Matcher matcher = range == null ? null : ONE.matcher(range);
        if (matcher == null || !matcher.matches() || condition != null && !condition.equals(etag)) {
            return null;
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        } else if (from.isEmpty()) {
            return new ByteRange(Math.max(0, length - Integer.parseInt(to)), length - 1, length);
        }
        int last = to.isEmpty() ? length - 1 : Math.min(Integer.parseInt(to), length - 1);
        int first = Integer.parseInt(from);
        return !to.isEmpty() && Integer.parseInt(to) < first ? null : new ByteRange(first, last, length);
    }

    /** False if the range is empty or starts beyond the end of the response. The status is then 416. */
    boolean isThere() {
        return from <= to && from < length;
    }

    /** The value of {@code Content-Range}. */
    @Override
    public String toString() {
        return isThere() ? "bytes " + from + "-" + to + "/" + length : "bytes */" + length;
    }
}
