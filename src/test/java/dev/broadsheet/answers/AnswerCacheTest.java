package dev.broadsheet.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Clock;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The cache by itself: its bound, and its races told one after the other. */
class AnswerCacheTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final UUID ARTICLE = new UUID(1, 1);
    private static final UUID TERM = new UUID(2, 2);

    private final AnswerCache cache = new AnswerCache(new Settings(MEGABYTE), new Clock());

    @Test
    void aFloodStaysWithinTheBound() {
        for (int i = 0; i < 20_000; i++) {
            keep("/api/articles?offset=" + i, new byte[3000], Source.Whole.LISTS);
            cache.find("/api/articles?offset=0" + i, "/api/articles?offset=" + i);
        }
        AnswerCache.Counts counts = cache.counts();
        assertThat(counts.bytes()).isPositive().isLessThanOrEqualTo(MEGABYTE);
        assertThat(counts.answers()).isPositive().isLessThan(MEGABYTE / 3000);
    }

    @Test
    void whatIsTooLargeForAllOfItIsNotKept() {
        keep("/api/articles", new byte[2 * MEGABYTE], Source.Whole.LISTS);
        assertThat(cache.counts().answers()).isZero();
    }

    @Test
    void whatWasBegunBeforeAChangeIsNotKeptBehindIt() {
        Flight flight = cache.takeOff("/a");
        cache.drop(List.of(gone(ARTICLE)));
        assertThat(cache.keep(flight, answer("/a", new byte[10], new Source.Article(ARTICLE))))
                .isFalse();
        // Another article's is kept.
        Flight other = cache.takeOff("/b");
        cache.drop(List.of(gone(ARTICLE)));
        assertThat(cache.keep(other, answer("/b", new byte[10], new Source.Article(new UUID(3, 3)))))
                .isTrue();
        assertThat(cache.find("/a")).isNull();
        assertThat(cache.find("/b")).isNotNull();
    }

    @Test
    void whoComesBehindAChangeWaitsForNobodyWhoCameBefore() {
        Flight before = cache.takeOff("/a");
        assertThat(cache.board("/a", before)).isSameAs(before);
        Flight along = cache.takeOff("/a");
        assertThat(cache.board("/a", along)).isSameAs(before);
        cache.drop(List.of(gone(ARTICLE)));
        Flight behind = cache.takeOff("/a");
        assertThat(cache.board("/a", behind)).isSameAs(behind);
    }

    @Test
    void whatMissedTooManyChangesIsNotKept() {
        Flight flight = cache.takeOff("/a");
        for (int i = 0; i < 10_001; i++) {
            cache.drop(List.of(gone(new UUID(4, i))));
        }
        assertThat(cache.keep(flight, answer("/a", new byte[10], new Source.Article(ARTICLE))))
                .isFalse();
    }

    @Test
    void listsAskThemselves() {
        Listing never = change -> false;
        Listing always = change -> true;
        keep("/never", Set.of(new Source.Under(TERM)), List.of(never));
        keep("/always", Set.of(new Source.Under(TERM)), List.of(always));
        keep("/elsewhere", Set.of(new Source.Under(new UUID(5, 5))), List.of(always));
        Copy copy = new Copy(
                ARTICLE,
                "a",
                null,
                "en",
                "article",
                null,
                "A",
                null,
                1L,
                1L,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Set.of(TERM));
        cache.drop(List.of(new LiveChange(ARTICLE, null, copy)));
        assertThat(cache.urls()).containsExactlyInAnyOrder("/never", "/elsewhere");
    }

    @Test
    void itsTimeIsOverWithoutAChange() {
        Origin over = new Origin(
                Set.of(new Source.Article(ARTICLE)), List.of(), Instant.now().minusMillis(1), true);
        Flight flight = cache.takeOff("/a");
        assertThat(cache.keep(flight, new Answer("/a", new byte[10], List.of(), over)))
                .isTrue();
        assertThat(cache.find("/a")).isNull();
    }

    private static LiveChange gone(UUID article) {
        return new LiveChange(article, null, null);
    }

    private void keep(String url, byte[] bytes, Source source) {
        Flight flight = cache.takeOff(url);
        Answer answer = answer(url, bytes, source);
        cache.keep(flight, answer);
        cache.land(flight, answer);
    }

    private void keep(String url, Set<Source> sources, List<Listing> listings) {
        Flight flight = cache.takeOff(url);
        cache.keep(flight, new Answer(url, new byte[10], List.of(), new Origin(sources, listings, null, true)));
        cache.land(flight, null);
    }

    private static Answer answer(String url, byte[] bytes, Source source) {
        return new Answer(url, bytes, List.of(), new Origin(Set.of(source), List.of(), null, true));
    }

    private record Settings(long bytes) implements AnswersSettings {

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
