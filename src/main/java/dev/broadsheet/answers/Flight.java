package dev.broadsheet.answers;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being made. Who asks for the same meanwhile waits for it; who asks after a change doesn't, for it
 * may be made from what was before.
 *
 * @param since the number of the last change that it surely has seen
 */
record Flight(String url, long since, Promise<@Nullable Answer> promise) {

    Flight(String url, long since) {
        this(url, since, Promise.promise());
    }

    /** Null if it can't be shared. */
    Future<@Nullable Answer> answer() {
        return promise.future();
    }

    void land(@Nullable Answer answer) {
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
