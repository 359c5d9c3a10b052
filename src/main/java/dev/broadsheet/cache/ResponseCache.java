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
 * The answers that are kept: bounded in bytes, what is asked least goes first. A change drops those that it alters and no
 * others, and lets none in that was being made meanwhile from what was before.
 *
 * <p>Looking one up takes no lock. Keeping and dropping take one, for both must see the same index.
 */
@Singleton
public class ResponseCache {

    private static final int HEAP_SHARE = 4;

    /** Of the memory, for spellings of URLs that are not the normal one. */
    private static final int SPELLINGS_SHARE = 20;

    /** A change that found more of them while the oldest answer was made: that answer isn't kept. */
    private static final int MAX_RECENT_INVALIDATIONS = 10_000;

    private record NumberedInvalidation(long number, Invalidation alteration) {}

    private final long maxBytes;
    private final Clock clock;
    private final Cache<String, CachedResponse> responses;
    private final Cache<String, String> spellings;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder invalidated = new LongAdder();

    private final Map<String, PendingResponse> pendingByUrl = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    // All behind the lock:
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
                .weigher((String url, CachedResponse answer) -> answer.size())
                // Not at once: it would hold a lock of the map's and want ours.
                .removalListener((url, answer, cause) -> {
                    if (answer != null && cause.wasEvicted()) {
                        removeFromIndex(answer);
                    }
                })
                .build();
        this.spellings = Caffeine.newBuilder()
                .maximumWeight(maxBytes / SPELLINGS_SHARE)
                .weigher((String spelling, String url) -> 2 * (spelling.length() + url.length()) + 150)
                .build();
    }

    /** Whether anything is kept at all. */
    public boolean isEnabled() {
        return maxBytes > 0;
    }

    /** @param asked the URL as it was sent, with the representation */
    @Nullable
    public CachedResponse find(String asked) {
        CachedResponse answer = responses.getIfPresent(asked);
        if (answer == null) {
            String url = spellings.getIfPresent(asked);
            answer = url == null ? null : responses.getIfPresent(url);
        }
        return answer != null && answer.isCurrent(clock.millis()) ? answer : null;
    }

    /** The same in another spelling than any that was seen before. */
    @Nullable
    public CachedResponse find(String asked, String url) {
        if (asked.equals(url)) {
            return null;
        }
        CachedResponse answer = find(url);
        if (answer != null) {
            spellings.put(asked, url);
        }
        return answer;
    }

    /** The flight that makes an answer just now, or the one that begins with this. */
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

    /** Nothing comes of it that could be kept, or it has come. Twice is once. */
    public void complete(PendingResponse pending, @Nullable CachedResponse answer) {
        pendingByUrl.remove(pending.url(), pending);
        synchronized (lock) {
            if (active.remove(pending)) {
                pruneInvalidations();
            }
        }
        pending.complete(answer);
    }

    /** Unless a change came since the flight began that alters it. */
    public boolean store(PendingResponse pending, CachedResponse answer) {
        synchronized (lock) {
            if (!active.contains(pending) || pending.since() < forgottenUpTo || isOutdated(pending, answer)) {
                return false;
            }
            CachedResponse former = responses.asMap().put(answer.url(), answer);
            if (former != null) {
                index.remove(former);
            }
            index.add(answer);
            return true;
        }
    }

    /** After a packed form was added. */
    public void updateWeight(CachedResponse answer) {
        responses.asMap().computeIfPresent(answer.url(), (url, kept) -> kept);
    }

    private boolean isOutdated(PendingResponse pending, CachedResponse answer) {
        return recentInvalidations.stream()
                .anyMatch(change -> change.number() > pending.since()
                        && answer.dependencies().isAffectedBy(change.alteration()));
    }

    /** When this returns, nobody gets an outdated answer any more. */
    public void invalidate(Collection<? extends Invalidation> alterations) {
        if (!isEnabled() || alterations.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (Invalidation invalidation : alterations) {
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

    /** When it isn't known what has changed. */
    public void invalidateAll() {
        synchronized (lock) {
            invalidationCount++;
            forgottenUpTo = invalidationCount;
            recentInvalidations.clear();
            new ArrayList<>(responses.asMap().values()).forEach(this::invalidate);
        }
        pendingByUrl.clear();
    }

    private void invalidate(CachedResponse answer) {
        answer.invalidate();
        responses.asMap().remove(answer.url(), answer);
        index.remove(answer);
        invalidated.increment();
    }

    private void removeFromIndex(CachedResponse answer) {
        synchronized (lock) {
            index.remove(answer);
        }
    }

    /** Those that no flight needs any more. */
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

    /** What has come of it since the start, and what is kept now. */
    record Counts(long hits, long misses, long invalidated, long responses, long bytes) {}
}
