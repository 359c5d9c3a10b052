package dev.broadsheet.media.file;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets concurrent requests for the same thing wait for one piece of work. A failure is thrown to all waiting requests and
 * not kept. Thread-safe.
 */
final class RequestCoalescer<K, V> {

    private final Map<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();
    private final Semaphore permits;

    /** @param limit how many requests may work or wait; each holds a thread */
    RequestCoalescer(int limit) {
        permits = new Semaphore(limit);
    }

    /**
     * Does the work, or waits for the request that does it. The work must look for an earlier result first: another
     * request may have finished just before.
     *
     * @throws Problem 503 if too many wait already
     */
    V get(K key, Supplier<V> work) {
        if (!permits.tryAcquire()) {
            throw new Problem(ProblemCode.BUSY, "Too many pictures are being made. Try again in a moment.")
                    .header("Retry-After", "2");
        }
        try {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> first = running.putIfAbsent(key, mine);
            return await(first == null ? complete(mine, key, work) : first);
        } finally {
            permits.release();
        }
    }

    private CompletableFuture<V> complete(CompletableFuture<V> mine, K key, Supplier<V> work) {
        try {
            mine.complete(work.get());
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
        } finally {
            running.remove(key);
        }
        return mine;
    }

    private static <V> V await(CompletableFuture<V> result) {
        try {
            return result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
