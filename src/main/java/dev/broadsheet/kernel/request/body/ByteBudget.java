package dev.broadsheet.kernel.request.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A number of bytes that many requests share. Nothing is allocated here: a request reserves what it is about to use and
 * releases it when it is done. Thread-safe.
 */
final class ByteBudget {

    private record Waiting(long bytes, Promise<Void> granted) {}

    private final long limit;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long reserved;

    /** @param limit in bytes, at least 1 */
    ByteBudget(long limit) {
        this.limit = Math.max(1, limit);
    }

    /** Whether there was room. */
    synchronized boolean tryReserve(long bytes) {
        if (reserved + bytes > limit) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    /** Completes as soon as there is room. Requests are served in order. More than the whole budget is never granted. */
    Future<Void> reserve(long bytes) {
        Promise<Void> granted = Promise.promise();
        synchronized (this) {
            queue.add(new Waiting(bytes, granted));
        }
        serve();
        return granted.future();
    }

    /** Takes a request out of the queue. False if its reservation was granted in the meantime. */
    boolean cancel(Future<Void> waiting) {
        boolean cancelled;
        synchronized (this) {
            cancelled = queue.removeIf(one -> one.granted().future() == waiting);
        }
        serve();
        return cancelled;
    }

    void release(long bytes) {
        synchronized (this) {
            reserved -= bytes;
        }
        serve();
    }

    private void serve() {
        List<Waiting> next = new ArrayList<>();
        synchronized (this) {
            while (!queue.isEmpty() && tryReserve(queue.peek().bytes())) {
                next.add(queue.remove());
            }
        }
        // Outside the lock: what waits goes on at once.
        next.forEach(waiting -> waiting.granted().complete());
    }

    long limit() {
        return limit;
    }

    synchronized long reserved() {
        return reserved;
    }
}
