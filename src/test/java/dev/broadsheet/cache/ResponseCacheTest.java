package dev.broadsheet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.cache.dependency.Dependencies;
import dev.broadsheet.cache.dependency.Dependency;
import dev.broadsheet.cache.dependency.ListDependency;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.cache.dependency.PublishedSnapshot;
import dev.broadsheet.kernel.Clock;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Unit test of the cache: its size limit, and its race conditions step by step. */
class ResponseCacheTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final UUID ARTICLE = new UUID(1, 1);
    private static final UUID TERM = new UUID(2, 2);

    private final ResponseCache cache = new ResponseCache(new Settings(MEGABYTE), new Clock());

    @Test
    void cacheStaysWithinItsSize() {
        for (int i = 0; i < 20_000; i++) {
            keep("/api/articles?offset=" + i, new byte[3000], Dependency.Global.ALL_LISTS);
            cache.find("/api/articles?offset=0" + i, "/api/articles?offset=" + i);
        }
        ResponseCache.Counts counts = cache.counts();
        assertThat(counts.bytes()).isPositive().isLessThanOrEqualTo(MEGABYTE);
        assertThat(counts.responses()).isPositive().isLessThan(MEGABYTE / 3000);
    }

    @Test
    void responseLargerThanTheCacheIsNotKept() {
        keep("/api/articles", new byte[2 * MEGABYTE], Dependency.Global.ALL_LISTS);
        assertThat(cache.counts().responses()).isZero();
    }

    @Test
    void responseBegunBeforeAChangeIsNotKept() {
        PendingResponse pending = cache.start("/a");
        cache.invalidate(List.of(gone(ARTICLE)));
        assertThat(cache.store(pending, response("/a", new byte[10], new Dependency.Article(ARTICLE))))
                .isFalse();
        // A response that depends on another article is stored.
        PendingResponse other = cache.start("/b");
        cache.invalidate(List.of(gone(ARTICLE)));
        assertThat(cache.store(other, response("/b", new byte[10], new Dependency.Article(new UUID(3, 3)))))
                .isTrue();
        assertThat(cache.find("/a")).isNull();
        assertThat(cache.find("/b")).isNotNull();
    }

    @Test
    void requestAfterAChangeDoesNotShareAnOlderResponse() {
        PendingResponse before = cache.start("/a");
        assertThat(cache.joinOrStart("/a", before)).isSameAs(before);
        PendingResponse along = cache.start("/a");
        assertThat(cache.joinOrStart("/a", along)).isSameAs(before);
        cache.invalidate(List.of(gone(ARTICLE)));
        PendingResponse behind = cache.start("/a");
        assertThat(cache.joinOrStart("/a", behind)).isSameAs(behind);
    }

    @Test
    void responseThatMissedTooManyChangesIsNotKept() {
        PendingResponse pending = cache.start("/a");
        for (int i = 0; i < 10_001; i++) {
            cache.invalidate(List.of(gone(new UUID(4, i))));
        }
        assertThat(cache.store(pending, response("/a", new byte[10], new Dependency.Article(ARTICLE))))
                .isFalse();
    }

    @Test
    void listsDecideTheirOwnInvalidation() {
        ListDependency never = change -> false;
        ListDependency always = change -> true;
        keep("/never", Set.of(new Dependency.TermLists(TERM)), List.of(never));
        keep("/always", Set.of(new Dependency.TermLists(TERM)), List.of(always));
        keep("/elsewhere", Set.of(new Dependency.TermLists(new UUID(5, 5))), List.of(always));
        PublishedSnapshot copy = new PublishedSnapshot(ARTICLE, Set.of("a"), Map.of(), Set.of(TERM));
        cache.invalidate(List.of(new PublishedArticleChanged(ARTICLE, null, copy)));
        assertThat(cache.urls()).containsExactlyInAnyOrder("/never", "/elsewhere");
    }

    @Test
    void entryExpiresWithoutAChange() {
        Dependencies over = new Dependencies(
                Set.of(new Dependency.Article(ARTICLE)),
                List.of(),
                Instant.now().minusMillis(1),
                true);
        PendingResponse pending = cache.start("/a");
        assertThat(cache.store(pending, new CachedResponse("/a", new byte[10], List.of(), over)))
                .isTrue();
        assertThat(cache.find("/a")).isNull();
    }

    private static PublishedArticleChanged gone(UUID article) {
        return new PublishedArticleChanged(article, null, null);
    }

    private void keep(String url, byte[] bytes, Dependency source) {
        PendingResponse pending = cache.start(url);
        CachedResponse response = response(url, bytes, source);
        cache.store(pending, response);
        cache.complete(pending, response);
    }

    private void keep(String url, Set<Dependency> sources, List<ListDependency> listings) {
        PendingResponse pending = cache.start(url);
        cache.store(
                pending,
                new CachedResponse(url, new byte[10], List.of(), new Dependencies(sources, listings, null, true)));
        cache.complete(pending, null);
    }

    private static CachedResponse response(String url, byte[] bytes, Dependency source) {
        return new CachedResponse(url, bytes, List.of(), new Dependencies(Set.of(source), List.of(), null, true));
    }

    private record Settings(long bytes) implements CacheSettings {

        @Override
        public Optional<MemorySize> maxBytes() {
            return Optional.of(new MemorySize(BigInteger.valueOf(bytes)));
        }

        @Override
        public Duration maxAge() {
            return Duration.ZERO;
        }

        @Override
        public Duration sharedMaxAge() {
            return Duration.ZERO;
        }

        @Override
        public Duration staleWhileRevalidate() {
            return Duration.ZERO;
        }

        @Override
        public Duration staleIfError() {
            return Duration.ZERO;
        }
    }
}
