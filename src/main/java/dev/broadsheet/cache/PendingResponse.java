package dev.broadsheet.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being made. Who asks for the same meanwhile waits for it; who asks after a change doesn't, for it
 * may be made from what was before.
 *
 * @param since the number of the last change that it surely has seen
 */
public record PendingResponse(String url, long since, Promise<@Nullable CachedResponse> promise) {

    PendingResponse(String url, long since) {
        this(url, since, Promise.promise());
    }

    /** Null if it can't be shared. */
    public Future<@Nullable CachedResponse> future() {
        return promise.future();
    }

    void complete(@Nullable CachedResponse answer) {
        promise.tryComplete(answer);
    }

    /** One flight is like no other. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
