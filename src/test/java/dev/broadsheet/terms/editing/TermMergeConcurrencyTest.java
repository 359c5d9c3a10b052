package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableLock;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges while others write articles or merge as well. */
@QuarkusTest
class TermMergeConcurrencyTest {

    @Inject
    DSLContext sql;

    @Inject
    TestClock clock;

    /**
     * Sixteen clients write articles with a tag while it is merged; in the end every article has the other tag,
     * everywhere.
     */
    @Test
    void articlesWrittenDuringAMergeUseTheRemainingTag() throws Exception {
        String old = Sample.tag();
        String into = Sample.tag();
        int each = 12;
        AtomicBoolean merged = new AtomicBoolean();
        List<Thread> writers = IntStream.range(0, 16)
                .mapToObj(writer -> new Thread(() -> IntStream.range(0, each).forEach(i -> {
                    String slug = Sample.name("during");
                    String tags = i % 2 == 0 ? old : old + "\", \"" + into;
                    String article =
                            "{\"title\": \"t\", \"body\": \"b\", \"status\": \"published\", \"tags\": [\"%s\"]}"
                                    .formatted(tags);
                    retryWhileBusy(() -> Api.admin().put(Sample.path(slug), article))
                            .expect(201);
                    if (i % 3 == 0) {
                        String date = "{\"publishedAt\": \"2020-01-0" + (1 + i % 9) + "\", \"status\": \"published\"}";
                        retryWhileBusy(() -> Api.admin().patch(Sample.path(slug), date))
                                .expect(200);
                    }
                })))
                .toList();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        writers.forEach(writer -> writer.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure)));
        Thread merger = new Thread(() -> {
            int status = merge("tags", old, into).status();
            merged.set(status == 200);
        });
        writers.forEach(Thread::start);
        merger.start();
        merger.join();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(merged).isTrue();
        assertThat(failures).isEmpty();
        int all = 16 * each;
        for (String list : List.of(
                "/api/articles?count=exact&limit=1&tag=" + into,
                "/api/articles?status=any&count=exact&limit=1&tag=" + into)) {
            assertThat(Api.admin().get(list).expect(200).articles().page().total())
                    .isEqualTo(all);
        }
        TermView counted = Api.admin().get("/api/tags/" + into).term();
        assertThat(counted.articles()).isEqualTo(all);
        assertThat(counted.workingCopies()).isEqualTo(all);
        Api.admin().get("/api/tags/" + old).expect(308);
        for (ArticleView article : Api.anonymous()
                .get("/api/articles?limit=100&tag=" + into)
                .articles()
                .data()) {
            assertThat(article.tags()).extracting(TermName::slug).containsExactly(into);
        }
    }

    /** One of the two terms is left, and both names lead to it. */
    @Test
    void oneOfTwoOppositeMergesIsRefused() {
        for (int round = 0; round < 8; round++) {
            String a = Sample.tag();
            String b = Sample.tag();
            String article = Sample.live(a + ", " + b);
            List<Integer> statuses = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> (i == 0 ? merge("tags", a, b) : merge("tags", b, a)).status())
                    .toList();
            assertThat(statuses).containsExactlyInAnyOrder(200, 422);
            String left = statuses.get(0) == 200 ? b : a;
            assertThat(Sample.workingCopy(article).article().tags())
                    .extracting(TermName::slug)
                    .containsExactly(left);
            Api.admin().get("/api/tags/" + left).expect(200);
            Api.admin().get("/api/tags/" + (left.equals(a) ? b : a)).expect(308);
        }
    }

    /** The publishing transaction has read the terms and not committed yet when the merge starts. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mergeThatWaitsForAPublicationUpdatesItsPastLists(boolean correction) {
        String old = Sample.tag();
        String into = Sample.tag();
        String article = Sample.live(old);
        if (!correction) {
            Api.admin().patch(Sample.path(article), "{\"kicker\": \"Next\"}").expect(200);
        }
        CompletableFuture<Integer> published;
        CompletableFuture<Integer> merged;
        try (TableLock tableLock = TableLock.on("change")) {
            published = CompletableFuture.supplyAsync(() -> (correction
                            ? Api.admin().patch(Sample.path(article), "{\"title\": \"u\", \"status\": \"published\"}")
                            : Api.admin().put(Sample.path(article) + "/publication", "{}"))
                    .status());
            tableLock.awaitWaiting(1);
            merged =
                    CompletableFuture.supplyAsync(() -> merge("tags", old, into).status());
            tableLock.awaitQueue();
        }
        assertThat(published.join()).isEqualTo(200);
        assertThat(merged.join()).isEqualTo(200);
        Instant at = clock.now();
        clock.advance(Duration.ofSeconds(1));
        for (String list : List.of("?tag=" + into, "?tag=" + into + "&at=" + at, "?tag=" + old + "&at=" + at)) {
            assertThat(Api.admin()
                            .get("/api/articles" + list)
                            .expect(200)
                            .articles()
                            .data()
                            .get(0)
                            .slug())
                    .as(list)
                    .isEqualTo(article);
        }
    }

    /** The merge has rewritten the article's term rows and not committed yet when the correction starts. */
    @Test
    void correctionThatWaitsForAMergeIsListedUnderTheRemainingTag() {
        String old = Sample.tag();
        String into = Sample.tag();
        String article = Sample.live(old);
        String list = "/api/articles?sort=title&fields=title&tag=" + into;
        Api.anonymous().get(list).expect(200);
        CompletableFuture<Integer> merged;
        CompletableFuture<Integer> corrected;
        try (TableLock tableLock = TableLock.on("change")) {
            merged =
                    CompletableFuture.supplyAsync(() -> merge("tags", old, into).status());
            tableLock.awaitWaiting(1);
            corrected = CompletableFuture.supplyAsync(() -> Api.admin()
                    .patch(Sample.path(article), "{\"title\": \"u\", \"status\": \"published\"}")
                    .status());
            tableLock.awaitQueue();
        }
        assertThat(merged.join()).isEqualTo(200);
        assertThat(corrected.join()).isEqualTo(200);
        assertThat(Api.anonymous()
                        .get(list)
                        .expect(200)
                        .articles()
                        .data()
                        .get(0)
                        .title())
                .isEqualTo("u");
    }

    /** Retries a write that got 503 because it waited for the merge longer than the lock timeout. */
    private static ApiResponse retryWhileBusy(Supplier<ApiResponse> write) {
        ApiResponse response = write.get();
        while (response.status() == 503) {
            response = write.get();
        }
        return response;
    }
}
