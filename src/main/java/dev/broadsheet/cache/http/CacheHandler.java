package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.ContentEncoding;
import dev.broadsheet.cache.PendingResponse;
import dev.broadsheet.cache.ResponseCache;
import dev.broadsheet.cache.Staleness;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.http.UrlNormalizer;
import io.netty.util.AsciiString;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * The first route: serves reads of published content from the cache. On a miss the REST layer builds the response, once
 * for all requests to the same URL at that time. Runs on the event loop and never blocks.
 */
@ApplicationScoped
class CacheHandler {

    /** The routing context key under which the request keeps the pending response that it builds. */
    static final String PENDING = "broadsheet.pending-response";

    private final ResponseCache cache;
    private final CacheControl cacheControl;
    private final ChangeFeed changeFeed;
    private final Staleness staleness;
    private final UrlNormalizer urls;
    private final CachedResponseSender sender;

    CacheHandler(
            ResponseCache cache,
            CacheControl cacheControl,
            HttpDate date,
            ChangeFeed changeFeed,
            Staleness staleness,
            UrlNormalizer urls) {
        this.cache = cache;
        this.cacheControl = cacheControl;
        this.changeFeed = changeFeed;
        this.staleness = staleness;
        this.urls = urls;
        this.sender = new CachedResponseSender(cacheControl, date);
    }

    void register(@Observes @Priority(1) Router router) {
        if (cache.isEnabled()) {
            router.route().order(Integer.MIN_VALUE).handler(this::handle);
        }
    }

    private void handle(RoutingContext context) {
        CacheKey cacheKey = CacheKey.of(context.request());
        if (cacheKey == null) {
            context.next();
            return;
        }
        switch (changeFeed.state()) {
            case LISTENING -> handle(cacheKey, context);
            case CATCHING_UP -> context.next();
            case UNREACHABLE -> handleStale(cacheKey, context);
        }
    }

    private void handle(CacheKey cacheKey, RoutingContext context) {
        String sentUrl = cacheKey.asSent();
        CachedResponse response = cache.find(sentUrl);
        if (response != null) {
            send(response, CachedResponseSender.HIT, context);
            return;
        }
        String url = cacheKey.normalized(urls);
        if (url == null) {
            context.next();
            return;
        }
        response = cache.find(sentUrl, url);
        if (response != null) {
            send(response, CachedResponseSender.HIT, context);
            return;
        }
        PendingResponse own = cache.start(url);
        // Registered before other requests can wait for this pending response, because it must be completed in any
        // case.
        context.addEndHandler(ended -> cache.complete(own, null));
        PendingResponse shared = cache.joinOrStart(url, own);
        if (shared == own) {
            context.put(PENDING, own);
            context.next();
        } else {
            cache.complete(own, null);
            awaitPending(shared, context);
        }
    }

    /** If the response can't be shared, each waiting request builds its own. */
    private void awaitPending(PendingResponse pending, RoutingContext context) {
        HttpServerRequest request = context.request();
        Context here = context.vertx().getOrCreateContext();
        request.pause();
        pending.future()
                .onComplete(completed -> here.runOnContext(now -> {
                    CachedResponse response = completed.result();
                    request.resume();
                    if (response == null) {
                        context.next();
                    } else {
                        send(response, CachedResponseSender.COLLAPSED, context);
                    }
                }));
    }

    /** Serves the cached response although changes may have been missed. Expiry times are still respected. */
    private void handleStale(CacheKey cacheKey, RoutingContext context) {
        String url = cacheKey.normalized(urls);
        CachedResponse response = url == null ? null : cache.find(url);
        long seconds = staleness.staleFor().toSeconds();
        if (response == null || seconds > cacheControl.staleIfError().toSeconds()) {
            context.next();
            return;
        }
        withEncodedBody(response, context, form -> {
            cache.recordHit();
            sender.sendStale(context.request(), response, form, seconds);
        });
    }

    private void send(CachedResponse response, AsciiString status, RoutingContext context) {
        withEncodedBody(response, context, form -> {
            cache.recordHit();
            sender.send(context.request(), response, form, status);
        });
    }

    private interface BodySender {
        void with(CachedResponse.EncodedBody form);
    }

    /** Compresses a response for the first time on a worker thread, because that takes too long for the event loop. */
    private void withEncodedBody(CachedResponse response, RoutingContext context, BodySender sending) {
        ContentEncoding encoding = ContentEncoding.accepted(CacheKey.headerValue(
                HttpHeaders.ACCEPT_ENCODING, context.request().headers()));
        CachedResponse.@Nullable EncodedBody made = response.getIfEncoded(encoding);
        if (made != null) {
            sending.with(made);
            return;
        }
        context.vertx()
                .executeBlocking(
                        () -> {
                            CachedResponse.EncodedBody form = response.encode(encoding);
                            cache.updateWeight(response);
                            return form;
                        },
                        false)
                .onSuccess(sending::with)
                .onFailure(context::fail);
    }
}
