package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.ContentEncoding;
import dev.broadsheet.kernel.http.HttpDate;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends a cached response on the request's own event loop. */
final class CachedResponseSender {

    static final String CACHE_STATUS = "Cache-Status";
    static final AsciiString CACHE_STATUS_NAME = AsciiString.cached(CACHE_STATUS);

    static final AsciiString HIT = AsciiString.cached("broadsheet; hit");

    /** The request waited for another request to the same URL and got its response (RFC 9211, section 2.6). */
    static final AsciiString COLLAPSED = AsciiString.cached("broadsheet; fwd=miss; collapsed");

    static final String CONTENT_RANGE = "Content-Range";
    static final String RANGE = "Range";
    static final String IF_RANGE = "If-Range";

    private static final AsciiString AGE = AsciiString.cached("Age");
    private static final AsciiString ZERO = AsciiString.cached("0");

    private final CacheControl cacheControl;
    private final HttpDate date;

    CachedResponseSender(CacheControl cacheControl, HttpDate date) {
        this.cacheControl = cacheControl;
        this.date = date;
    }

    void send(HttpServerRequest request, CachedResponse response, CachedResponse.EncodedBody form, AsciiString status) {
        head(request.response().headers(), response, form)
                .add(HttpHeaders.CACHE_CONTROL, cacheControl.current(response))
                .add(CACHE_STATUS_NAME, status)
                .add(AGE, ZERO);
        end(request, form);
    }

    /** Sends the last known response while the database is unavailable. */
    void sendStale(HttpServerRequest request, CachedResponse response, CachedResponse.EncodedBody form, long seconds) {
        head(request.response().headers(), response, form)
                .add(HttpHeaders.CACHE_CONTROL, cacheControl.stale(response))
                .add(CACHE_STATUS, stale(seconds))
                .add("Age", Long.toString(seconds));
        end(request, form);
    }

    static String stale(long seconds) {
        return "broadsheet; hit; ttl=-" + seconds + "; detail=stale";
    }

    /** Adds headers without replacing any, because this is the first route and the response has no headers yet. */
    private MultiMap head(MultiMap headers, CachedResponse response, CachedResponse.EncodedBody form) {
        response.forEachHeader(headers::add);
        headers.add(HttpHeaders.DATE, date.now()).add(HttpHeaders.ETAG, form.etag());
        return form.encoding() == ContentEncoding.IDENTITY
                ? headers
                : headers.add(HttpHeaders.CONTENT_ENCODING, form.encoding().ascii());
    }

    private static void end(HttpServerRequest request, CachedResponse.EncodedBody form) {
        HttpServerResponse response = request.response();
        MultiMap requestHeaders = request.headers();
        ConditionalResponse reply = ConditionalResponse.of(
                form,
                request.method() == HttpMethod.HEAD,
                CacheKey.headerValue(HttpHeaders.IF_NONE_MATCH, requestHeaders),
                CacheKey.headerValue(RANGE, requestHeaders),
                CacheKey.headerValue(IF_RANGE, requestHeaders));
        response.setStatusCode(reply.status());
        if (reply.contentRange() != null) {
            response.putHeader(CONTENT_RANGE, reply.contentRange());
        }
        if (reply.body() == null) {
            response.headers()
                    .remove(HttpHeaders.CONTENT_TYPE)
                    .remove(HttpHeaders.CONTENT_ENCODING)
                    .remove(HttpHeaders.CONTENT_LANGUAGE);
            response.end();
        } else if (request.method() == HttpMethod.HEAD) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, form.length());
            response.end();
        } else {
            response.end(reply.body());
        }
    }
}
