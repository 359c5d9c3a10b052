package dev.broadsheet.cache;

import static dev.broadsheet.cache.ReadyCache.HIT;
import static dev.broadsheet.cache.ReadyCache.assertCached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that are cached, and responses that aren't. */
@QuarkusTest
class CachedResponsesTest {

    @Inject
    ResponseCache cache;

    @Inject
    TestClock clock;

    @Inject
    NextScheduledChange nextChange;

    @Inject
    ReadyCache readyCache;

    @BeforeEach
    void awaitReady() {
        readyCache.await();
    }

    @Test
    void secondReadIsServedFromCache() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        ApiResponse first = Api.anonymous().get(path).expect(200);
        assertThat(first.header("Cache-Status")).isEqualTo("broadsheet; fwd=miss; stored");
        // Other tests may have scheduled a change, which would shorten the lifetimes.
        nextChange.set(null, nextChange.version());
        ApiResponse second = Api.anonymous().get(path).expect(200);
        assertThat(second.header("Cache-Status")).isEqualTo(HIT);
        assertThat(second.text()).isEqualTo(first.text());
        for (String name : List.of(
                "ETag",
                "Content-Type",
                "Vary",
                "Last-Modified",
                "Surrogate-Key",
                "Cache-Tag",
                "X-Content-Type-Options")) {
            assertThat(second.header(name)).as(name).isNotNull().isEqualTo(first.header(name));
        }
        assertThat(second.header("Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(second.header("Cache-Control"))
                .isEqualTo("public, max-age=5, s-maxage=30, stale-while-revalidate=30, stale-if-error=86400");
        assertThat(second.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(second.header("Age")).isEqualTo("0");
        // If the header is sent twice, a browser takes Allow-Origin for a list and refuses the response.
        for (ApiResponse response : List.of(first, second)) {
            assertThat(response.response().headers())
                    .extracting(line -> line.getName().toLowerCase(Locale.ROOT))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void equivalentUrlsShareOneEntry() {
        String tag = Sample.name("spelled");
        String other = Sample.name("spelled");
        Sample.live(tag);
        String first = Api.anonymous()
                .get("/api/articles?tag=" + tag + "," + other + "&limit=20&sort=-publishedAt&fields=title,slug")
                .expect(200)
                .text();
        ApiResponse again = Api.anonymous()
                .get("/api/articles?fields=slug&fields=title&tag=" + other + "&tag=" + tag + "," + other)
                .expect(200);
        assertThat(again.header("Cache-Status")).isEqualTo(HIT);
        assertThat(again.text()).isEqualTo(first);
    }

    @Test
    void requestsWithAKeyBypassTheCache() {
        String path = Sample.path(Sample.live(Sample.name("keyed")));
        long before = cache.counts().responses();
        ApiResponse keyed = Api.admin().get(path).expect(200);
        assertThat(keyed.header("Cache-Status")).isEqualTo("broadsheet; fwd=bypass");
        assertThat(keyed.header("Cache-Control")).isEqualTo("private, no-cache");
        assertCached(path);
        assertThat(Api.admin().get(path).header("Cache-Status")).isEqualTo("broadsheet; fwd=bypass");
        Api.admin().get(path + "?version=draft").expect(200);
        assertThat(Api.admin().get(path + "?version=draft").header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(cache.counts().responses()).isEqualTo(before + 1);
        Api.with("bs_wrong").get("/api/tags").expect(401);
    }

    @Test
    void errorsAndPastReadsAreNotCached() {
        String tag = Sample.name("moment");
        String slug = Sample.live(tag);
        Set<String> before = new HashSet<>(cache.urls());
        for (int i = 0; i < 3; i++) {
            Api.anonymous().get("/api/articles/never-" + tag).problem(ProblemCode.NOT_FOUND);
            Api.anonymous().get("/api/articles?tga=" + i).problem(ProblemCode.INVALID_PARAMETER);
            Api.anonymous().get("/api/articles?publishedAt.gte=-7d&tag=" + tag).expect(200);
            Api.anonymous().get("/api/articles?q=summit&tag=" + tag).expect(200);
            Api.anonymous().get(Sample.path(slug) + "?at=" + clock.now()).expect(200);
        }
        assertThat(cache.urls()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** Search results and resolved URLs are as public as articles, and are cached like them. */
    @Test
    void searchesAreCacheable() {
        String word = Sample.name("quoll").replace("-", "x");
        String slug = Sample.live(word);
        String article = "a:" + PurgeKeys.of(UUID.fromString(Sample.id(slug)));
        Set<String> before = new HashSet<>(cache.urls());
        for (String url : List.of(
                "/api/search?q=" + word,
                "/api/search?q=summit&kind=article&limit=50",
                "/api/suggest?q=" + word,
                "/api/articles?q=summit&tag=" + word,
                "/api/resolve?url=/" + slug)) {
            ApiResponse found = Api.anonymous().get(url).expect(200);
            assertThat(found.header("Cache-Control")).as(url).matches("public, max-age=\\d+, s-maxage=\\d+, .*");
            assertThat(found.header("Cache-Status")).isEqualTo("broadsheet; fwd=miss");
            String etag = String.valueOf(found.header("ETag"));
            Api.anonymous().header("If-None-Match", etag).get(url).expect(304);
            assertThat(Api.admin().get(url).header("Cache-Control")).isEqualTo("private, no-cache");
            String keys = found.header("Surrogate-Key");
            assertThat(keys).as(url).isNotNull();
            if (url.contains("resolve")) {
                assertThat(keys).isEqualTo(article);
            } else {
                assertThat(keys).startsWith("list");
            }
        }
        assertThat(Api.anonymous().get("/api/search?q=" + word).header("Surrogate-Key"))
                .contains(purgeKey(word));
        assertThat(cache.urls()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void cacheDoesNotChangeRefusals() {
        assertCached("/api/articles");
        for (String empty : List.of("bogus=", "bogus", "tag=", "title=", "after=", "at=")) {
            Api.anonymous().get("/api/articles?" + empty).problem(ProblemCode.INVALID_PARAMETER);
        }
    }

    /** Many clients request the same URL at once; the response is built once. */
    @Test
    void concurrentMissesShareOneResponse() throws Exception {
        String path = Sample.path(Sample.live(Sample.name("once")));
        long misses = cache.counts().misses();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Future<Integer>> statuses = IntStream.range(0, 64)
                .mapToObj(i -> clients.submit(() -> Api.anonymous().get(path).status()))
                .toList();
        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isEqualTo(200);
        }
        clients.shutdown();
        assertThat(cache.counts().misses()).isEqualTo(misses + 1);
    }

    @Test
    void termHasItsOwnPurgeKey() {
        String tag = Sample.name("purged");
        String parent = Sample.tag();
        Api.admin().put("/api/tags/" + tag, "{\"parent\": \"" + parent + "\"}").expect(201);
        Sample.live(tag);
        String own = purgeKey(tag);
        String above = purgeKey(parent);
        for (String path : List.of("/api/tags/" + tag, "/api/tags?sort=-createdAt")) {
            ApiResponse response = Api.anonymous().get(path).expect(200);
            assertThat(List.of(String.valueOf(response.header("Surrogate-Key")).split(" ")))
                    .as(path)
                    .contains(own, above);
            assertThat(List.of(String.valueOf(response.header("Cache-Tag")).split(",")))
                    .contains(own, above);
        }
        assertThat(Api.anonymous().get("/api/tags/" + tag + "/related").header("Surrogate-Key"))
                .contains(own);
    }

    private static String purgeKey(String tag) {
        return "t:"
                + PurgeKeys.of(UUID.fromString(Api.admin()
                        .get("/api/tags/" + tag)
                        .expect(200)
                        .term()
                        .id()
                        .toString()));
    }
}
