package dev.broadsheet.answers;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends a kept answer, straight from the event loop. */
final class Delivery {

    static final String CACHE_STATUS = "Cache-Status";
    static final AsciiString CACHE_STATUS_NAME = AsciiString.cached(CACHE_STATUS);

    static final AsciiString HIT = AsciiString.cached("broadsheet; hit");

    /** Who asked a moment later than somebody else, and got the same (RFC 9211, section 2.6). */
    static final AsciiString COLLAPSED = AsciiString.cached("broadsheet; fwd=miss; collapsed");

    static final String CONTENT_RANGE = "Content-Range";
    static final String RANGE = "Range";
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
        Reply reply = Reply.of(
                form,
                request.method() == HttpMethod.HEAD,
                request.headers().get(HttpHeaders.IF_NONE_MATCH),
                request.headers().get(RANGE),
                request.headers().get(IF_RANGE));
        response.setStatusCode(reply.status());
        if (reply.contentRange() != null) {
            response.putHeader(CONTENT_RANGE, reply.contentRange());
        }
        if (reply.body() == null) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
            response.end();
        } else if (request.method() == HttpMethod.HEAD) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, form.length());
            response.end();
        } else {
            response.end(reply.body());
        }
    }
}
