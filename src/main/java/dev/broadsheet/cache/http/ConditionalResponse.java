package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CachedResponse;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer goes to a client: all of it, a part, or nothing but the word that it has it already (RFC 9110,
 * sections 13 and 14). If-Modified-Since alone is not looked at: a name that an answer shows can change without the
 * article that it is of.
 *
 * @param body null if there is none
 * @param contentRange null unless a part was asked for
 */
record ConditionalResponse(
        int status, @Nullable Buffer body, @Nullable String contentRange) {

    /**
     * @param whole whether the method takes no part: a HEAD
     * @param known what {@code If-None-Match} says
     * @param range what {@code Range} says
     * @param condition what {@code If-Range} says
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

    /** Weakly compared, as a read does (RFC 9110, section 13.1.2). No tag of ours has a comma in it. */
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
