package dev.broadsheet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A change invalidates the responses that it affects, and no others. */
@QuarkusTest
class InvalidationPrecisionTest {

    private static final int ARTICLES = 1000;
    private static final int TAGS = 50;

    @Inject
    ResponseCache cache;

    @Inject
    ReadyCache readyCache;

    @Test
    void changeDropsOnlyTheResponsesOfItsArticle() {
        readyCache.await();
        String run = Sample.name("precise");
        for (int start = 0; start < ARTICLES; start += 250) {
            make(run, start, 250);
        }
        String changed = "/api/articles/" + run + "-100";
        cache.invalidateAll();
        IntStream.range(0, ARTICLES).filter(i -> i % 10 == 0).forEach(i -> keep("/api/articles/" + run + "-" + i));
        for (int i = 0; i < TAGS; i++) {
            keep("/api/articles?tag=" + tag(run, i));
            keep("/api/tags/" + tag(run, i));
        }
        // Pages and lists without the article, and counts that include it.
        String one = tag(run, 0);
        String two = tag(run, 1);
        keep(second(one));
        keep("/api/articles?limit=1&count=exact&tag=" + one);
        keep("/api/articles?limit=1&count=exact&tag=" + tag(run, 2));
        keep("/api/articles?tag=" + one + "&tag.none=" + two);
        keep("/api/articles?tag=" + one + "&title=No");
        keep("/api/articles?tag=" + one + "&publishedAt=2020");
        Set<String> before = new HashSet<>(cache.urls());

        // Article 100 has tags 0 and 25; from now on 0 and 1. Publishing it again keeps its date.
        Api.admin()
                .patch(
                        changed,
                        "{\"tags\": [\"%s\", \"%s\"], \"status\": \"published\", \"publishedAt\": \"%s\"}"
                                .formatted(one, two, "2026-01-01T00:00:00Z"))
                .expect(200);

        Set<String> dropped = new HashSet<>(before);
        cache.urls().forEach(dropped::remove);
        assertThat(dropped)
                .containsExactlyInAnyOrder(
                        changed,
                        // The article left one list, entered another, and moved to the top of the third.
                        "/api/articles?tag=" + tag(run, 25),
                        "/api/articles?tag=" + two,
                        "/api/articles?tag=" + one,
                        "/api/articles?limit=10&tag=" + one,
                        // The counts of these tags change by one.
                        "/api/tags/" + two,
                        "/api/tags/" + tag(run, 25),
                        // The article is counted before and after, but the members that are shown may differ.
                        "/api/articles?count=exact&limit=1&tag=" + one,
                        // The article was in this list.
                        "/api/articles?tag=" + one + "&tag.none=" + two);
    }

    private String second(String tag) {
        String next = Api.anonymous()
                .get("/api/articles?limit=10&tag=" + tag)
                .articles()
                .page()
                .next();
        return "/api/articles?after=" + next + "&limit=10&tag=" + tag;
    }

    private static String tag(String run, int number) {
        return run + "-tag-" + number;
    }

    /**
     * Publishes articles 0 to 999, newest first, a minute apart. Article i has the tags i and i + TAGS / 2, both modulo
     * TAGS.
     */
    private static void make(String run, int start, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = start; i < start + count; i++) {
            lines.append("""
                    {"op": "upsert", "article": "%s-%d", "data": {"title": "Number %d", "body": "Text.", "status": "published", "publishedAt": "2025-01-%02dT%02d:%02d:00Z", "tags": ["%s", "%s"]}}
                    """.formatted(
                            run,
                            i,
                            i,
                            1 + (999 - i) / 1440,
                            (999 - i) / 60 % 24,
                            (999 - i) % 60,
                            tag(run, i % TAGS),
                            tag(run, (i + TAGS / 2) % TAGS)));
        }
        ApiResponse made = Api.admin().send("POST", "/api/articles/batch", "application/x-ndjson", lines.toString());
        assertThat(made.status()).as(made.text()).isIn(200, 207);
        assertThat(made.text()).doesNotContain("\"status\":4");
    }

    /** The first read caches the response. Counts aren't cached while a scheduled change is due. */
    private void keep(String path) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> "broadsheet; hit"
                        .equals(Api.anonymous().get(path).expect(200).header("Cache-Status")));
    }
}
