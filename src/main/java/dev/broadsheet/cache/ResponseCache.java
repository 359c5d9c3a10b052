package dev.broadsheet.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.broadsheet.cache.dependency.Invalidation;
import dev.broadsheet.kernel.Clock;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The cached responses, bounded in bytes; the least used ones are evicted first. A change removes the responses that it
 * affects and no others. An affected response that was begun before the change isn't stored.
 *
 * <p>A lookup takes no lock. Storing and invalidating share one lock because both must see the same index.
 */
@Singleton
public class ResponseCache {

    private static final int HEAP_SHARE = 4;

    /** One 20th of the cache memory holds URL spellings other than the normalized one. */
    private static final int SPELLINGS_SHARE = 20;

    /**
     * If more invalidations than this arrive while the oldest pending response is built, none of the pending responses
     * is stored.
     */
    private static final int MAX_RECENT_INVALIDATIONS = 10_000;

    private record NumberedInvalidation(long number, Invalidation invalidation) {}

    private final long maxBytes;
    private final Clock clock;
    private final Cache<String, CachedResponse> responses;
    private final Cache<String, String> spellings;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder invalidated = new LongAdder();

    private final Map<String, PendingResponse> pendingByUrl = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    // Guarded by lock:
    private final DependencyIndex index = new DependencyIndex();
    private final Set<PendingResponse> active = new HashSet<>();
    private final Deque<NumberedInvalidation> recentInvalidations = new ArrayDeque<>();
    private long invalidationCount;
    private long forgottenUpTo;

    ResponseCache(CacheSettings settings, Clock clock) {
        this.maxBytes = settings.maxBytes()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        this.clock = clock;
        this.responses = Caffeine.newBuilder()
                .maximumWeight(maxBytes - maxBytes / SPELLINGS_SHARE)
                .weigher((String url, CachedResponse response) -> response.size())
                // removalListener, not evictionListener: the latter runs inside a lock of the map and would also need
                // the lock of this class, which could deadlock.
                .removalListener((url, response, cause) -> {
                    if (response != null && cause.wasEvicted()) {
                        removeFromIndex(response);
                    }
                })
                .build();
        this.spellings = Caffeine.newBuilder()
                .maximumWeight(maxBytes / SPELLINGS_SHARE)
                .weigher((String spelling, String url) -> 2 * (spelling.length() + url.length()) + 150)
                .build();
    }

    /** False if the configured size is 0: nothing is cached. */
    public boolean isEnabled() {
        return maxBytes > 0;
    }

    /** @param sentUrl the URL as sent, followed by the representation */
    @Nullable
    public CachedResponse find(String sentUrl) {
        CachedResponse response = responses.getIfPresent(sentUrl);
        if (response == null) {
            String url = spellings.getIfPresent(sentUrl);
            response = url == null ? null : responses.getIfPresent(url);
        }
        return response != null && response.isCurrent(clock.millis()) ? response : null;
    }

    /** Looks up a URL spelling that wasn't seen before by its normalized URL, and remembers the spelling. */
    @Nullable
    public CachedResponse find(String sentUrl, String url) {
        if (sentUrl.equals(url)) {
            return null;
        }
        CachedResponse response = find(url);
        if (response != null) {
            spellings.put(sentUrl, url);
        }
        return response;
    }

    /** Returns the pending response for this URL; if there is none, {@code mine} becomes it. */
    public PendingResponse joinOrStart(String url, PendingResponse mine) {
        PendingResponse other = pendingByUrl.putIfAbsent(url, mine);
        return other == null ? mine : other;
    }

    public PendingResponse start(String url) {
        synchronized (lock) {
            PendingResponse pending = new PendingResponse(url, invalidationCount);
            active.add(pending);
            return pending;
        }
    }

    /** Ends a pending response. {@code response} is null if nothing was produced that can be shared. Idempotent. */
    public void complete(PendingResponse pending, @Nullable CachedResponse response) {
        pendingByUrl.remove(pending.url(), pending);
        synchronized (lock) {
            if (active.remove(pending)) {
                pruneInvalidations();
            }
        }
        pending.complete(response);
    }

    /** Stores the response unless a change since {@code pending} began affects it. Returns whether it was stored. */
    public boolean store(PendingResponse pending, CachedResponse response) {
        synchronized (lock) {
            if (!active.contains(pending) || pending.since() < forgottenUpTo || isOutdated(pending, response)) {
                return false;
            }
            CachedResponse former = responses.asMap().put(response.url(), response);
            if (former != null) {
                index.remove(former);
            }
            index.add(response);
            return true;
        }
    }

    /** Recalculates the weight after a compressed form was added. */
    public void updateWeight(CachedResponse response) {
        responses.asMap().computeIfPresent(response.url(), (url, same) -> same);
    }

    private boolean isOutdated(PendingResponse pending, CachedResponse response) {
        return recentInvalidations.stream()
                .anyMatch(change -> change.number() > pending.since()
                        && response.dependencies().isAffectedBy(change.invalidation()));
    }

    /** When this returns, the cache serves no response that these changes made outdated. */
    public void invalidate(Collection<? extends Invalidation> invalidations) {
        if (!isEnabled() || invalidations.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (Invalidation invalidation : invalidations) {
                invalidationCount++;
                if (!active.isEmpty()) {
                    recentInvalidations.add(new NumberedInvalidation(invalidationCount, invalidation));
                }
                index.affectedBy(invalidation).forEach(this::invalidate);
            }
            if (recentInvalidations.size() > MAX_RECENT_INVALIDATIONS) {
                recentInvalidations.clear();
                forgottenUpTo = invalidationCount;
            }
        }
        pendingByUrl.clear();
    }

    /** Empties the cache after changes were missed. */
    public void invalidateAll() {
        synchronized (lock) {
            invalidationCount++;
            forgottenUpTo = invalidationCount;
            recentInvalidations.clear();
            new ArrayList<>(responses.asMap().values()).forEach(this::invalidate);
        }
        pendingByUrl.clear();
    }

    private void invalidate(CachedResponse response) {
        response.invalidate();
        responses.asMap().remove(response.url(), response);
        index.remove(response);
        invalidated.increment();
    }

    private void removeFromIndex(CachedResponse response) {
        synchronized (lock) {
            index.remove(response);
        }
    }

    /** Drops the invalidations that no pending response needs any more. */
    private void pruneInvalidations() {
        long oldest = active.stream().mapToLong(PendingResponse::since).min().orElse(invalidationCount);
        while (!recentInvalidations.isEmpty() && recentInvalidations.peekFirst().number() <= oldest) {
            recentInvalidations.removeFirst();
        }
    }

    public void recordHit() {
        hits.increment();
    }

    public void recordMiss() {
        misses.increment();
    }

    Counts counts() {
        responses.cleanUp();
        return new Counts(
                hits.sum(),
                misses.sum(),
                invalidated.sum(),
                responses.estimatedSize(),
                responses
                        .policy()
                        .eviction()
                        .map(bound -> bound.weightedSize().orElse(0))
                        .orElse(0L));
    }

    List<String> urls() {
        return List.copyOf(responses.asMap().keySet());
    }

    /** Counters since the start, and the current number and bytes of cached responses. */
    record Counts(long hits, long misses, long invalidated, long responses, long bytes) {}
}
