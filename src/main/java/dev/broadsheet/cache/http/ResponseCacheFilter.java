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

    /** Larger responses are rare, and each would evict hundreds of others. */
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

    /** Releases the requests that wait for a response which won't be shared. */
    @ServerRequestFilter(priority = Priorities.USER)
    public void releaseWaiting(ResourceInfo endpoint, RoutingContext context) {
        if (!isLive(endpoint)) {
            completePending(context, null);
        }
    }

    @ServerResponseFilter(priority = Priorities.USER)
    public void finish(
            ContainerRequestContext asked,
            ContainerResponseContext answered,
            @Nullable ResourceInfo endpoint,
            RoutingContext context) {
        MultivaluedMap<String, Object> head = answered.getHeaders();
        if (answered.getStatus() == UNAVAILABLE && sendStale(context, answered)) {
            completePending(context, null);
            return;
        }
        if (!isLive(endpoint)
                || answered.getStatus() != 200
                || answered.getEntity() == null
                || NO_STORE.equals(head.getFirst(HttpHeaders.CACHE_CONTROL))) {
            completePending(context, null);
            return;
        }
        HttpServerRequest request = context.request();
        CacheKey cacheKey = CacheKey.of(request);
        Dependencies origin = recorder.dependencies();
        byte[] bytes = bytes(answered.getEntity());
        CachedResponse answer = new CachedResponse(
                String.valueOf(cacheKey == null ? request.uri() : cacheKey.normalized(urls)),
                bytes,
                headers(answered, context.response().headers(), origin),
                origin);
        if (cacheKey != null) {
            cache.recordMiss();
        }
        boolean kept = cacheKey != null && store(context, answer, bytes.length);
        putHeaders(answer, context, head);
        send(asked, answered, answer, request.headers().contains(HttpHeaders.AUTHORIZATION), kept);
    }

    /**
     * Sends the last cached response instead of a 503: the database was lost a moment ago, and the change feed hasn't
     * noticed yet or is reconnecting.
     */
    private boolean sendStale(RoutingContext context, ContainerResponseContext answered) {
        CacheKey cacheKey = CacheKey.of(context.request());
        CachedResponse last = cacheKey == null ? null : cache.find(String.valueOf(cacheKey.normalized(urls)));
        Duration lost = staleness.staleFor();
        if (last == null || lost.compareTo(cacheControl.staleIfError()) > 0) {
            return false;
        }
        MultivaluedMap<String, Object> head = answered.getHeaders();
        head.clear();
        putHeaders(last, context, head);
        head.putSingle(HttpHeaders.ETAG, last.identityBody().etag().toString());
        head.putSingle(HttpHeaders.CACHE_CONTROL, cacheControl.stale().toString());
        head.putSingle(CachedResponseSender.CACHE_STATUS, CachedResponseSender.stale(lost.toSeconds()));
        answered.setStatus(200);
        answered.setEntity(last.identityBody().bytes().getBytes());
        return true;
    }

    private boolean store(RoutingContext context, CachedResponse answer, int size) {
        PendingResponse pending = context.get(CacheHandler.PENDING);
        if (pending == null) {
            return false;
        }
        boolean keepable = answer.dependencies().cacheable()
                && size <= MAX_SIZE
                && changeFeed.state() == ChangeFeed.State.LISTENING;
        boolean kept = keepable && cache.store(pending, answer);
        cache.complete(pending, keepable ? answer : null);
        return kept;
    }

    private void send(
            ContainerRequestContext asked,
            ContainerResponseContext answered,
            CachedResponse answer,
            boolean withKey,
            boolean kept) {
        MultivaluedMap<String, Object> head = answered.getHeaders();
        CachedResponse.EncodedBody form =
                answer.encode(ContentEncoding.accepted(asked.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
        head.putSingle(HttpHeaders.ETAG, form.etag().toString());
        head.putSingle(
                HttpHeaders.CACHE_CONTROL,
                withKey ? "private, no-cache" : cacheControl.current().toString());
        head.putSingle(
                CachedResponseSender.CACHE_STATUS,
                withKey ? "broadsheet; fwd=bypass" : "broadsheet; fwd=miss" + (kept ? "; stored" : ""));
        boolean headOnly = asked.getMethod().equals(HttpMethod.HEAD);
        ConditionalResponse reply = ConditionalResponse.of(
                form,
                headOnly,
                asked.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                asked.getHeaderString(CachedResponseSender.RANGE),
                asked.getHeaderString(CachedResponseSender.IF_RANGE));
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
        // Last: headers that are set after this are ignored.
        answered.setStatus(reply.status());
        answered.setEntity(reply.body() == null ? null : reply.body().getBytes());
    }

    /**
     * The cached headers include those that the server adds to every response, so those are removed to avoid
     * duplicates.
     */
    private static void putHeaders(CachedResponse answer, RoutingContext context, MultivaluedMap<String, Object> head) {
        answer.forEachHeader((name, value) -> {
            context.response().headers().remove(name);
            head.putSingle(name.toString(), value.toString());
        });
    }

    /** The headers of the endpoint, the headers that the server adds to every response, and the purge keys. */
    private static List<CachedResponse.HeaderLine> headers(
            ContainerResponseContext answered, MultiMap servers, Dependencies origin) {
        List<CachedResponse.HeaderLine> head = new ArrayList<>();
        for (Map.Entry<String, String> line : servers) {
            if (!line.getKey().equalsIgnoreCase(HttpHeaders.DATE)) {
                head.add(CachedResponse.HeaderLine.of(line.getKey(), line.getValue()));
            }
        }
        answered.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.VARY) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                String value = String.join(", ", values);
                head.add(
                        name.equalsIgnoreCase(HttpHeaders.LAST_MODIFIED)
                                ? CachedResponse.HeaderLine.own(name, value)
                                : CachedResponse.HeaderLine.of(name, value));
            }
        });
        head.add(CachedResponse.HeaderLine.of(HttpHeaders.CONTENT_TYPE, type(answered)));
        String vary = answered.getHeaderString(HttpHeaders.VARY);
        head.add(CachedResponse.HeaderLine.of(
                HttpHeaders.VARY,
                vary == null ? HttpHeaders.ACCEPT_ENCODING : vary + ", " + HttpHeaders.ACCEPT_ENCODING));
        head.add(CachedResponse.HeaderLine.of("Accept-Ranges", "bytes"));
        head.addAll(PurgeKeys.of(origin));
        return head;
    }

    private static String type(ContainerResponseContext answered) {
        MediaType type = answered.getMediaType();
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

    private void completePending(RoutingContext context, @Nullable CachedResponse answer) {
        PendingResponse pending = context.get(CacheHandler.PENDING);
        if (pending != null) {
            cache.complete(pending, answer);
        }
    }

    /** False if no endpoint matched the request. */
    private static boolean isLive(@Nullable ResourceInfo endpoint) {
        return endpoint != null
                && endpoint.getResourceMethod() != null
                && endpoint.getResourceMethod().isAnnotationPresent(CacheableRead.class);
    }
}
