package dev.broadsheet.cache.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.ContentEncoding;
import dev.broadsheet.cache.PendingResponse;
import dev.broadsheet.cache.ResponseCache;
import dev.broadsheet.cache.Staleness;
import dev.broadsheet.cache.dependency.Dependencies;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.http.UrlNormalizer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Completes the responses of {@link CacheableRead} endpoints with bytes, ETag and cache headers, and stores them in the
 * cache if their dependencies are known.
 */
class ResponseCacheFilter {

    /** In bytes. Larger responses are rare, and each would evict hundreds of others. */
    private static final int MAX_SIZE = 4 * 1024 * 1024;

    private static final String NO_STORE = "no-store";
    private static final int UNAVAILABLE = 503;

    private final ResponseCache cache;
    private final CacheControl cacheControl;
    private final DependencyRecorder recorder;
    private final ChangeFeed changeFeed;
    private final Staleness staleness;
    private final UrlNormalizer urls;
    private final ObjectMapper json;

    @Inject
    ResponseCacheFilter(
            ResponseCache cache,
            CacheControl cacheControl,
            DependencyRecorder recorder,
            ChangeFeed changeFeed,
            Staleness staleness,
            UrlNormalizer urls,
            ObjectMapper json) {
        this.cache = cache;
        this.cacheControl = cacheControl;
        this.recorder = recorder;
        this.changeFeed = changeFeed;
        this.staleness = staleness;
        this.urls = urls;
        this.json = json;
    }

    /** Releases the requests that wait for this response if the endpoint isn't cacheable. */
    @ServerRequestFilter(priority = Priorities.USER)
    public void releaseWaiting(ResourceInfo endpoint, RoutingContext context) {
        if (!isLive(endpoint)) {
            completePending(context, null);
        }
    }

    @ServerResponseFilter(priority = Priorities.USER)
    public void finish(
            ContainerRequestContext requestContext,
            ContainerResponseContext responseContext,
            @Nullable ResourceInfo endpoint,
            RoutingContext context) {
        MultivaluedMap<String, Object> head = responseContext.getHeaders();
        if (responseContext.getStatus() == UNAVAILABLE && sendStale(context, responseContext)) {
            completePending(context, null);
            return;
        }
        if (!isLive(endpoint)
                || responseContext.getStatus() != 200
                || responseContext.getEntity() == null
                || NO_STORE.equals(head.getFirst(HttpHeaders.CACHE_CONTROL))) {
            completePending(context, null);
            return;
        }
        HttpServerRequest request = context.request();
        CacheKey cacheKey = CacheKey.of(request);
        Dependencies dependencies = recorder.dependencies();
        byte[] bytes = bytes(responseContext.getEntity());
        CachedResponse cached = new CachedResponse(
                String.valueOf(cacheKey == null ? request.uri() : cacheKey.normalized(urls)),
                bytes,
                headers(responseContext, context.response().headers(), dependencies),
                dependencies);
        if (cacheKey != null) {
            cache.recordMiss();
        }
        boolean stored = cacheKey != null && store(context, cached, bytes.length);
        putHeaders(cached, context, head);
        send(requestContext, responseContext, cached, request.headers().contains(HttpHeaders.AUTHORIZATION), stored);
    }

    /**
     * Sends the last cached response instead of a 503: the database was lost a moment ago, and the change feed hasn't
     * noticed yet or is reconnecting.
     */
    private boolean sendStale(RoutingContext context, ContainerResponseContext responseContext) {
        CacheKey cacheKey = CacheKey.of(context.request());
        CachedResponse last = cacheKey == null ? null : cache.find(String.valueOf(cacheKey.normalized(urls)));
        Duration lost = staleness.staleFor();
        if (last == null || lost.compareTo(cacheControl.staleIfError()) > 0) {
            return false;
        }
        MultivaluedMap<String, Object> head = responseContext.getHeaders();
        head.clear();
        putHeaders(last, context, head);
        head.putSingle(HttpHeaders.ETAG, last.identityBody().etag().toString());
        head.putSingle(HttpHeaders.CACHE_CONTROL, cacheControl.stale(last).toString());
        head.putSingle(CachedResponseSender.CACHE_STATUS, CachedResponseSender.stale(lost.toSeconds()));
        responseContext.setStatus(200);
        responseContext.setEntity(last.identityBody().bytes().getBytes());
        return true;
    }

    private boolean store(RoutingContext context, CachedResponse cached, int size) {
        PendingResponse pending = context.get(CacheHandler.PENDING);
        if (pending == null) {
            return false;
        }
        boolean cacheable = cached.dependencies().cacheable()
                && size <= MAX_SIZE
                && changeFeed.state() == ChangeFeed.State.LISTENING;
        boolean stored = cacheable && cache.store(pending, cached);
        cache.complete(pending, cacheable ? cached : null);
        return stored;
    }

    private void send(
            ContainerRequestContext requestContext,
            ContainerResponseContext responseContext,
            CachedResponse cached,
            boolean withKey,
            boolean stored) {
        MultivaluedMap<String, Object> head = responseContext.getHeaders();
        CachedResponse.EncodedBody form =
                cached.encode(ContentEncoding.accepted(requestContext.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
        head.putSingle(HttpHeaders.ETAG, form.etag().toString());
        head.putSingle(
                HttpHeaders.CACHE_CONTROL,
                withKey ? "private, no-cache" : cacheControl.current(cached).toString());
        head.putSingle(
                CachedResponseSender.CACHE_STATUS,
                withKey ? "broadsheet; fwd=bypass" : "broadsheet; fwd=miss" + (stored ? "; stored" : ""));
        boolean headOnly = requestContext.getMethod().equals(HttpMethod.HEAD);
        ConditionalResponse reply = ConditionalResponse.of(
                form,
                headOnly,
                requestContext.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                requestContext.getHeaderString(CachedResponseSender.RANGE),
                requestContext.getHeaderString(CachedResponseSender.IF_RANGE));
        if (reply.contentRange() != null) {
            head.putSingle(CachedResponseSender.CONTENT_RANGE, reply.contentRange());
        }
        if (reply.body() == null) {
            head.remove(HttpHeaders.CONTENT_TYPE);
            head.remove(HttpHeaders.CONTENT_LANGUAGE);
        } else if (form.encoding() != ContentEncoding.IDENTITY) {
            head.putSingle(HttpHeaders.CONTENT_ENCODING, form.encoding().token());
        }
        if (headOnly && reply.body() != null) {
            head.putSingle(HttpHeaders.CONTENT_LENGTH, form.length().toString());
        }
        // Must come last, because headers that are set afterwards are ignored.
        responseContext.setStatus(reply.status());
        responseContext.setEntity(reply.body() == null ? null : reply.body().getBytes());
    }

    /**
     * The cached headers include the headers that the server adds to every response. The server's copies are removed to
     * avoid duplicates.
     */
    private static void putHeaders(CachedResponse cached, RoutingContext context, MultivaluedMap<String, Object> head) {
        cached.forEachHeader((name, value) -> {
            context.response().headers().remove(name);
            head.putSingle(name.toString(), value.toString());
        });
    }

    /** The headers of the endpoint, the headers that the server adds to every response, and the purge keys. */
    private static List<CachedResponse.HeaderLine> headers(
            ContainerResponseContext responseContext, MultiMap servers, Dependencies dependencies) {
        List<CachedResponse.HeaderLine> head = new ArrayList<>();
        for (Map.Entry<String, String> line : servers) {
            if (!line.getKey().equalsIgnoreCase(HttpHeaders.DATE)) {
                head.add(CachedResponse.HeaderLine.of(line.getKey(), line.getValue()));
            }
        }
        responseContext.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.VARY) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                String value = String.join(", ", values);
                head.add(
                        name.equalsIgnoreCase(HttpHeaders.LAST_MODIFIED)
                                ? CachedResponse.HeaderLine.own(name, value)
                                : CachedResponse.HeaderLine.of(name, value));
            }
        });
        head.add(CachedResponse.HeaderLine.of(HttpHeaders.CONTENT_TYPE, type(responseContext)));
        String vary = responseContext.getHeaderString(HttpHeaders.VARY);
        head.add(CachedResponse.HeaderLine.of(
                HttpHeaders.VARY,
                vary == null ? HttpHeaders.ACCEPT_ENCODING : vary + ", " + HttpHeaders.ACCEPT_ENCODING));
        head.add(CachedResponse.HeaderLine.of("Accept-Ranges", "bytes"));
        head.addAll(PurgeKeys.of(dependencies));
        return head;
    }

    private static String type(ContainerResponseContext responseContext) {
        MediaType type = responseContext.getMediaType();
        return type == null ? MediaType.APPLICATION_JSON : type.toString();
    }

    private byte[] bytes(Object entity) {
        if (entity instanceof byte[] bytes) {
            return bytes;
        } else if (entity instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return json.writeValueAsBytes(entity);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void completePending(RoutingContext context, @Nullable CachedResponse cached) {
        PendingResponse pending = context.get(CacheHandler.PENDING);
        if (pending != null) {
            cache.complete(pending, cached);
        }
    }

    /** Whether the request matched a {@link CacheableRead} endpoint. */
    private static boolean isLive(@Nullable ResourceInfo endpoint) {
        return endpoint != null
                && endpoint.getResourceMethod() != null
                && endpoint.getResourceMethod().isAnnotationPresent(CacheableRead.class);
    }
}
