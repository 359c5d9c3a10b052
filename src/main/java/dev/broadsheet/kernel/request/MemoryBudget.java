package dev.broadsheet.kernel.request;

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
final class MemoryBudget {

    private record Waiting(long bytes, Promise<Void> granted) {}

    private final long limit;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long reserved;

    /** @param limit in bytes, at least 1 */
    MemoryBudget(long limit) {
        this.limit = Math.max(1, limit);
    }

    /** Whether there was room. More than the whole budget is counted as the whole budget. */
    synchronized boolean tryReserve(long bytes) {
        if (reserved + capped(bytes) > limit) {
            return false;
        }
        reserved += capped(bytes);
        return true;
    }

    /**
     * Completes as soon as there is room. Waiting requests are served in order; a small one may pass a large one that
     * doesn't fit yet.
     */
    Future<Void> reserve(long bytes) {
        Promise<Void> granted = Promise.promise();
        synchronized (this) {
            if (!tryReserve(bytes)) {
                queue.add(new Waiting(bytes, granted));
                return granted.future();
            }
        }
        granted.complete();
        return granted.future();
    }

    /** Takes a request out of the queue. False if its reservation was granted in the meantime. */
    synchronized boolean giveUp(Future<Void> waiting) {
        return queue.removeIf(one -> one.granted().future() == waiting);
    }

    void release(long bytes) {
        List<Waiting> next = new ArrayList<>();
        synchronized (this) {
            reserved -= capped(bytes);
            while (!queue.isEmpty() && tryReserve(queue.peek().bytes())) {
                next.add(queue.remove());
            }
        }
        next.forEach(waiting -> waiting.granted().complete());
    }

    synchronized long reserved() {
        return reserved;
    }

    private long capped(long bytes) {
        return Math.min(bytes, limit);
    }
}
