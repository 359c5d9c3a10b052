package dev.broadsheet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random writes, schedules, expiries and reads: a cached response is identical, byte for byte, to one from the
 * database. Requests with a key are always answered from the database.
 */
@QuarkusTest
class CacheConsistencyTest {

    private static final int STEPS = 150;
    private static final int READS = 8;
    private static final int ARTICLES = 12;
    private static final int TAGS = 4;

    @Inject
    ResponseCache cache;

    @Inject
    ReadyCache readyCache;

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final String run = Sample.name("same");
    private final List<String> actions = new ArrayList<>();

    @Test
    void cachedResponsesEqualFreshOnes() {
        readyCache.await();
        List<String> urls = urls();
        long hits = cache.counts().hits();
        for (int step = 0; step < STEPS; step++) {
            write();
            for (int i = 0; i < READS; i++) {
                String url = urls.get(random.nextInt(urls.size()));
                // The first request caches the response, the second gets it from the cache.
                ApiResponse kept = Api.anonymous().get(url);
                ApiResponse made = Api.admin().get(url);
                assertThat(kept.status())
                        .as("%s, seed %s, after %s", url, seed, actions)
                        .isEqualTo(made.status());
                if (made.status() == 200) {
                    assertThat(kept.text())
                            .as("%s, seed %s, after %s", url, seed, actions)
                            .isEqualTo(made.text());
                    assertThat(kept.header("ETag")).isEqualTo(made.header("ETag"));
                }
            }
            compareCounts("/api/tags/" + tag(random.nextInt(TAGS)));
        }
        assertThat(cache.counts().hits()).isGreaterThan(hits + STEPS);
    }

    /** Editors see more members of a tag, but the same counts. */
    private void compareCounts(String tag) {
        ApiResponse kept = Api.anonymous().get(tag);
        ApiResponse made = Api.admin().get(tag);
        long count = made.status() == 200 ? made.term().articles() : 0;
        assertThat(kept.status() == 200 ? kept.term().articles() : 0)
                .as("%s, seed %s, after %s", tag, seed, actions)
                .isEqualTo(count);
    }

    private List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            urls.add(article(i));
            urls.add(article(i) + "?fields=title,related,tags.name");
        }
        for (int i = 0; i < TAGS; i++) {
            String tag = "tag=" + tag(i);
            urls.add("/api/articles?" + tag);
            urls.add("/api/articles?limit=2&" + tag);
            urls.add("/api/articles?limit=2&offset=2&" + tag);
            urls.add("/api/articles?limit=3&sort=publishedAt&" + tag);
            urls.add("/api/articles?sort=title&limit=2&" + tag);
            urls.add("/api/articles?" + tag + "&tag.none=" + tag(i + 1));
            urls.add("/api/articles?tag.all=" + tag(i) + "," + tag(i + 1));
            urls.add("/api/articles?count=exact&facet=tag,type,publishedAt:day&limit=1&" + tag);
            urls.add("/api/articles?wordCount.gt=3&" + tag);
            urls.add("/api/articles?title.ne=A3&limit=3&" + tag);
            urls.add("/api/archive?by=day&" + tag);
        }
        urls.add("/api/articles?limit=5");
        urls.add("/api/articles?include=related&limit=3&tag=" + tag(0) + "," + tag(1));
        urls.add(article(0) + "/related");
        urls.add(article(1) + "/neighbours");
        return urls;
    }

    private void write() {
        int number = random.nextInt(ARTICLES);
        String path = article(number);
        switch (random.nextInt(10)) {
            case 0 -> did(Api.admin().delete(path + "/publication"), "down " + number);
            case 1 -> {
                String end = clock.now().plusSeconds(1 + random.nextInt(7200)).toString();
                did(Api.admin().put(path + "/publication", "{\"expireAt\": \"%s\"}".formatted(end)), "end " + number);
            }
            case 2 -> {
                String at = clock.now().plusSeconds(1 + random.nextInt(7200)).toString();
                did(Api.admin().put(path + "/publication", "{\"publishAt\": \"%s\"}".formatted(at)), "plan " + number);
            }
            case 3 -> {
                clock.advance(Duration.ofMinutes(30));
                scheduler.poll();
                actions.add("later");
            }
            case 4 ->
                did(
                        Api.admin()
                                .patch(
                                        "/api/tags/" + tag(random.nextInt(TAGS)),
                                        "{\"name\": \"Name %d\"}".formatted(random.nextInt(1000))),
                        "rename");
            case 5 -> did(Api.admin().patch(path, "{\"title\": \"Draft\"}"), "draft " + number);
            default -> {
                String body = """
                        {"title": "A%d", "body": "%s", "tags": ["%s", "%s"], "status": "published", "publishedAt": %s}
                        """.formatted(
                        random.nextInt(5),
                        "Word ".repeat(1 + random.nextInt(5)),
                        tag(random.nextInt(TAGS)),
                        tag(random.nextInt(TAGS)),
                        random.nextBoolean() ? "null" : "\"2026-01-0%dT00:00:00Z\"".formatted(1 + random.nextInt(9)));
                did(Api.admin().put(path, body), "put " + number);
            }
        }
    }

    private void did(ApiResponse response, String what) {
        actions.add(what + " " + response.status());
        assertThat(response.status()).as(response.text()).isLessThan(500);
    }

    private String article(int number) {
        return "/api/articles/" + run + "-" + number;
    }

    private String tag(int number) {
        return run + "-tag-" + number % TAGS;
    }
}
