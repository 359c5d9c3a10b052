package dev.broadsheet.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A response that is being built. Requests for the same URL wait for it. A request that arrives after a change doesn't
 * wait, because the response may have been built from the state before.
 *
 * @param since the number of the last change that the response is sure to include
 */
public record PendingResponse(String url, long since, Promise<@Nullable CachedResponse> promise) {

    PendingResponse(String url, long since) {
        this(url, since, Promise.promise());
    }

    /** Completes with null if the response can't be shared. */
    public Future<@Nullable CachedResponse> future() {
        return promise.future();
    }

    void complete(@Nullable CachedResponse response) {
        promise.tryComplete(response);
    }

    /** Identity: two pending responses are never equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
