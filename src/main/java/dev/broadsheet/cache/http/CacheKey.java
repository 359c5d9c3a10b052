package dev.broadsheet.cache.http;

import dev.broadsheet.kernel.http.UrlNormalizer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of a response: the URL, and the Accept header where it makes a difference. */
record CacheKey(String url, String representation) {

    private static final String API = "/api/";
    private static final String JSON = "application/json";

    /**
     * Null if the cache can't serve the request: the URL isn't below /api, the method isn't GET or HEAD, an API key may
     * show more, or only the REST layer evaluates the condition (If-Unmodified-Since).
     */
    static @Nullable CacheKey of(HttpServerRequest request) {
        HttpMethod method = request.method();
        String url = request.uri();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD
                || !url.startsWith(API)
                || request.headers().contains(HttpHeaders.AUTHORIZATION)
                || request.headers().contains(HttpHeaderNames.IF_UNMODIFIED_SINCE)) {
            return null;
        }
        String accept = headerValue(HttpHeaders.ACCEPT, request.headers());
        return new CacheKey(url, accept == null || accept.equals("*/*") || accept.equals(JSON) ? "" : " " + accept);
    }

    /** All header lines of that name joined with commas, as the REST layer reads them; null if there is none. */
    static @Nullable String headerValue(CharSequence name, MultiMap headers) {
        if (!headers.contains(name)) {
            return null;
        }
        List<String> lines = headers.getAll(name);
        return lines.size() == 1 ? lines.get(0) : String.join(",", lines);
    }

    String asSent() {
        return representation.isEmpty() ? url : url + representation;
    }

    /** Null if the URL can't be decoded; the REST layer reports that error. */
    @Nullable
    String normalized(UrlNormalizer urls) {
        try {
            return urls.normalize(url) + representation;
        } catch (IllegalArgumentException undecodable) {
            return null;
        }
    }
}
