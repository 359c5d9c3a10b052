package dev.broadsheet.kernel.request.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A number of bytes that many requests share. It only counts: a request reserves bytes before it allocates them and
 * releases them when it is done. Thread-safe.
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

    /** Reserves the bytes if they are available now. */
    synchronized boolean tryReserve(long bytes) {
        if (reserved + bytes > limit) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    /**
     * Completes when the bytes are reserved. Reservations are granted in order. More than the budget is never granted.
     */
    Future<Void> reserve(long bytes) {
        Promise<Void> granted = Promise.promise();
        synchronized (this) {
            queue.add(new Waiting(bytes, granted));
        }
        serve();
        return granted.future();
    }

    /** Removes a waiting reservation. False if it was granted in the meantime. */
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
        // Outside the lock, because completing a promise runs its handlers at once.
        next.forEach(waiting -> waiting.granted().complete());
    }

    long limit() {
        return limit;
    }

    synchronized long reserved() {
        return reserved;
    }
}
