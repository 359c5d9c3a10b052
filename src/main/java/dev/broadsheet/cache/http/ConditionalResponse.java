package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CachedResponse;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a response that is sent: all of it, a byte range, or no body with 304 or 416 (RFC 9110, sections 13 and
 * 14). If-Modified-Since alone is ignored: a name that the response shows can change without the article's date
 * changing.
 *
 * @param body null if there is none
 * @param contentRange null unless a byte range was requested
 */
record ConditionalResponse(
        int status, @Nullable Buffer body, @Nullable String contentRange) {

    /**
     * @param whole whether Range is ignored, as for a HEAD
     * @param known the value of {@code If-None-Match}
     * @param range the value of {@code Range}
     * @param condition the value of {@code If-Range}
     */
    static ConditionalResponse of(
            CachedResponse.EncodedBody form,
            boolean whole,
            @Nullable String known,
            @Nullable String range,
            @Nullable String condition) {
        String etag = form.etag().toString();
        if (matches(known, etag)) {
            return new ConditionalResponse(304, null, null);
        }
        ByteRange part =
                whole ? null : ByteRange.of(range, condition, etag, form.bytes().length());
        if (part == null) {
            return new ConditionalResponse(200, form.bytes(), null);
        }
        return part.isThere()
                ? new ConditionalResponse(206, form.bytes().slice(part.from(), part.to() + 1), part.toString())
                : new ConditionalResponse(416, null, part.toString());
    }

    /**
     * Weak comparison, as for every read (RFC 9110, section 13.1.2). The ETags of this API contain no comma, so the
     * header can be split at commas.
     */
    private static boolean matches(@Nullable String header, String etag) {
        if (header == null) {
            return false;
        }
        if (header.equals(etag)) {
            return true;
        }
        for (String part : header.split(",")) {
            String tag = part.strip();
            if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
