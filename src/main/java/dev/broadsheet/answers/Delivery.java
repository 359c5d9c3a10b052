package dev.broadsheet.answers;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends a kept answer: whole, only its head, or 304 to who has it already (RFC 9110, section 13). If-Modified-Since
 * alone is not looked at: a name that an answer shows can change without the article that it is of.
 */
final class Delivery {

    static final String CACHE_STATUS = "Cache-Status";
    static final AsciiString CACHE_STATUS_NAME = AsciiString.cached(CACHE_STATUS);

    static final AsciiString HIT = AsciiString.cached("broadsheet; hit");

    /** Who asked a moment later than somebody else, and got the same (RFC 9211, section 2.6). */
    static final AsciiString COLLAPSED = AsciiString.cached("broadsheet; fwd=miss; collapsed");

    static final String CONTENT_RANGE = "Content-Range";
    static final String IF_RANGE = "If-Range";

    private static final AsciiString AGE = AsciiString.cached("Age");
    private static final AsciiString NOTHING = AsciiString.cached("0");

    private Delivery() {}

    /** To be called on the request's own event loop. */
    static void send(
            HttpServerRequest request, Answer answer, Answer.Form form, Lifetimes lifetimes, AsciiString status) {
        HttpServerResponse response = request.response();
        head(response, answer, form);
        response.headers()
                .set(HttpHeaders.CACHE_CONTROL, lifetimes.now())
                .set(CACHE_STATUS_NAME, status)
                .set(AGE, NOTHING);
        end(request, response, form);
    }

    /** The last one known, by who has no database just now. */
    static void sendStale(
            HttpServerRequest request, Answer answer, Answer.Form form, Lifetimes lifetimes, long seconds) {
        HttpServerResponse response = request.response();
        head(response, answer, form);
        response.headers()
                .set(HttpHeaders.CACHE_CONTROL, lifetimes.stale())
                .set(CACHE_STATUS, stale(seconds))
                .set("Age", Long.toString(seconds));
        end(request, response, form);
    }

    static String stale(long seconds) {
        return "broadsheet; hit; ttl=-" + seconds + "; detail=stale";
    }

    private static void head(HttpServerResponse response, Answer answer, Answer.Form form) {
        for (Answer.Line line : answer.head()) {
            response.headers().set(line.name(), line.value());
        }
        response.headers().set(HttpHeaders.ETAG, form.etag());
        if (form.encoding() != Encoding.IDENTITY) {
            response.headers().set(HttpHeaders.CONTENT_ENCODING, form.encoding().ascii());
        }
    }

    private static void end(HttpServerRequest request, HttpServerResponse response, Answer.Form form) {
        String known = request.headers().get(HttpHeaders.IF_NONE_MATCH);
        if (known != null && isKnown(known, form.etag().toString())) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
            response.setStatusCode(304).end();
            return;
        }
        String range = request.headers().get("Range");
        if (range != null && request.method() == HttpMethod.GET) {
            endWithPart(request, response, form, range);
            return;
        }
        response.headers().set(HttpHeaders.CONTENT_LENGTH, form.length());
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(form.bytes());
        }
    }

    private static void endWithPart(
            HttpServerRequest request, HttpServerResponse response, Answer.Form form, String range) {
        ByteRange part = ByteRange.of(
                range,
                request.headers().get(IF_RANGE),
                form.etag().toString(),
                form.bytes().length());
        if (part == null) {
            response.end(form.bytes());
            return;
        }
        response.putHeader(CONTENT_RANGE, part.toString());
        if (part.isThere()) {
            response.setStatusCode(206).end(form.bytes().slice(part.from(), part.to() + 1));
        } else {
            response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
            response.setStatusCode(416).end();
        }
    }

    /** Weakly compared, as a read does (RFC 9110, section 13.1.2). No tag of ours has a comma in it. */
    static boolean isKnown(@Nullable String header, String etag) {
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
