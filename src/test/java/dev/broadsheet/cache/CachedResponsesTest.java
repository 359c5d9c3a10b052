package dev.broadsheet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which responses are cached, and what invalidates them. */
@QuarkusTest
class CachedResponsesTest {

    private static final String HIT = "broadsheet; hit";

    @Inject
    ResponseCache cache;

    @Inject
    ChangeFeed changeFeed;

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler timetable;

    @Inject
    NextScheduledChange nextChange;

    @BeforeEach
    void listen() {
        await().until(() -> changeFeed.state() == ChangeFeed.State.LISTENING);
        // Counts aren't cached while a scheduled change is due.
        timetable.poll();
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
        for (ApiResponse answer : List.of(first, second)) {
            assertThat(answer.response().headers())
                    .extracting(line -> line.getName().toLowerCase(Locale.ROOT))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyResponseHasADate() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        Instant before = clock.now().truncatedTo(ChronoUnit.SECONDS);
        for (ApiResponse answer : List.of(
                Api.anonymous().get(path).expect(200),
                Api.anonymous().get(path).expect(200),
                Api.anonymous().get(path + "-of-nobody").expect(404),
                Api.anonymous().get("/q/health/live").expect(200))) {
            String date = answer.header("Date");
            // RFC 9110, section 5.6.7: two digits for the day.
            assertThat(date).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
            assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(date))))
                    .isBetween(before, clock.now());
        }
    }

    @Test
    void matchingETagGives304() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        String etag = String.valueOf(Api.anonymous().get(path).expect(200).header("ETag"));
        for (String sent : List.of(etag, "\"other\", W/" + etag, "*")) {
            ApiResponse same =
                    Api.anonymous().header("If-None-Match", sent).get(path).expect(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(etag);
            assertThat(same.header("Cache-Control")).startsWith("public, max-age=");
        }
        Api.anonymous().header("If-None-Match", "\"other\"").get(path).expect(200);
        // Several header lines are one list (RFC 9110, section 5.3).
        assertThat(RawResponse.head(RawResponse.get(
                        path, "Accept-Encoding: gzip\r\nIf-None-Match: \"other\"\r\nIf-None-Match: " + etag)))
                .startsWith("HTTP/1.1 304");
        // A response from the database gives the same.
        cache.invalidateAll();
        ApiResponse same =
                Api.anonymous().header("If-None-Match", etag).get(path).expect(304);
        assertThat(same.header("ETag")).isEqualTo(etag);
        assertThat(same.header("Cache-Status")).isEqualTo("broadsheet; fwd=miss; stored");
    }

    @Test
    void pipelinedRequestsAreAnswered() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        hit(path);
        String one = "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        // Pipelined requests behind a slow one wait, and are then answered in order.
        String answers = RawHttp.send(
                "GET " + path + "-of-nobody HTTP/1.1\r\nHost: localhost\r\n\r\n" + one.repeat(2000) + "GET " + path
                        + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "",
                "");
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(2002);
    }

    @Test
    void repeatedIfNoneMatchLinesAreJoined() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        for (int i = 0; i < 2; i++) {
            byte[] packed = RawResponse.get(path, "Accept-Encoding: deflate\r\nAccept-Encoding: gzip");
            assertThat(RawResponse.line(packed, "content-encoding")).isEqualTo("gzip");
            byte[] whole = RawResponse.get(path, "Range: bytes=0-1\r\nRange: bytes=4-5");
            assertThat(RawResponse.head(whole)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void headHasTheHeadersOfGet() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        byte[] whole = RawResponse.get(path, "Accept-Encoding: identity");
        for (int i = 0; i < 2; i++) {
            byte[] head = RawResponse.send("HEAD", path, "Accept-Encoding: identity");
            assertThat(RawResponse.body(head)).isEmpty();
            assertThat(RawResponse.line(head, "etag")).isEqualTo(RawResponse.line(whole, "etag"));
            assertThat(RawResponse.line(head, "content-length"))
                    .isEqualTo(Integer.toString(RawResponse.body(whole).length));
            cache.invalidateAll();
        }
    }

    @Test
    void rangeRequestsAreServed() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        byte[] whole = RawResponse.get(path, "Accept-Encoding: identity");
        String etag = RawResponse.line(whole, "etag");
        int length = RawResponse.body(whole).length;
        for (int i = 0; i < 2; i++) {
            byte[] part = RawResponse.get(path, "Accept-Encoding: identity\r\nRange: bytes=100-\r\nIf-Range: " + etag);
            assertThat(RawResponse.head(part)).startsWith("HTTP/1.1 206");
            assertThat(RawResponse.line(part, "content-range")).isEqualTo("bytes 100-" + (length - 1) + "/" + length);
            assertThat(RawResponse.body(part))
                    .isEqualTo(java.util.Arrays.copyOfRange(RawResponse.body(whole), 100, length));
            byte[] behind = RawResponse.get(path, "Accept-Encoding: identity\r\nRange: bytes=" + length + "-");
            assertThat(RawResponse.head(behind)).startsWith("HTTP/1.1 416");
            assertThat(RawResponse.line(behind, "content-range")).isEqualTo("bytes */" + length);
            byte[] other =
                    RawResponse.get(path, "Accept-Encoding: identity\r\nRange: bytes=0-9\r\nIf-Range: \"other\"");
            assertThat(RawResponse.body(other)).isEqualTo(RawResponse.body(whole));
            cache.invalidateAll();
        }
    }

    @Test
    void encodingFollowsAcceptEncoding() throws Exception {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        String plain = Api.anonymous()
                .header("Accept-Encoding", "identity")
                .get(path)
                .expect(200)
                .text();
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            byte[] packed = RawResponse.get(path, "Accept-Encoding: gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(RawResponse.body(packed))).readAllBytes())
                    .asString()
                    .isEqualTo(plain);
            assertThat(RawResponse.head(packed)).containsIgnoringCase("content-encoding: gzip");
            tags.add(RawResponse.line(packed, "etag"));
        }
        tags.add(RawResponse.line(RawResponse.get(path, "Accept-Encoding: identity"), "etag"));
        // One ETag for each encoding.
        assertThat(tags).hasSize(2);
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
    void writeIsVisibleToTheNextRead() {
        String tag = Sample.name("fresh");
        String path = Sample.path(Sample.live(tag));
        String list = "/api/articles?tag=" + tag;
        for (int i = 0; i < 20; i++) {
            hit(path);
            hit(list);
            String title = "Number " + i;
            Api.admin()
                    .patch(path, "{\"title\": \"%s\", \"status\": \"published\"}".formatted(title))
                    .expect(200);
            assertThat(Api.anonymous().get(path).json().path("title").asText()).isEqualTo(title);
            assertThat(Api.anonymous().get(list).json().at("/data/0/title").asText())
                    .isEqualTo(title);
        }
        Api.admin().delete(path + "/publication").expect(204);
        Api.anonymous().get(path).expect(410);
        assertThat(Api.anonymous().get(list).json().path("data")).isEmpty();
    }

    @Test
    void draftInvalidatesNothing() {
        String path = Sample.path(Sample.live(Sample.name("fresh")));
        hit(path);
        Api.admin().patch(path, "{\"title\": \"Not yet\"}").expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void dryRunInvalidatesNothing() {
        String path = Sample.path(Sample.live(Sample.name("fresh")));
        hit(path);
        Api.admin()
                .patch(path + "?dryRun=true", "{\"title\": \"Only tried\", \"status\": \"published\"}")
                .expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void renamedTagIsVisibleToTheNextRead() {
        String tag = Sample.name("named");
        String path = Sample.path(Sample.live(tag));
        String untouched = Sample.path(Sample.live(Sample.name("named")));
        hit(path);
        hit("/api/tags/" + tag);
        hit(untouched);
        Api.admin().patch("/api/tags/" + tag, "{\"name\": \"Another name\"}").expect(200);
        assertThat(Api.anonymous().get(path).article().tags().get(0).name()).isEqualTo("Another name");
        assertThat(Api.anonymous().get("/api/tags/" + tag).term().name()).isEqualTo("Another name");
        assertThat(Api.anonymous().get(untouched).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void mergedTagsAreVisibleToTheNextRead() {
        String one = Sample.name("merged");
        String two = Sample.name("merged");
        Sample.live(one);
        Sample.live(two);
        hit("/api/articles?count=exact&tag=" + one);
        hit("/api/articles?count=exact&tag=" + two);
        Api.admin()
                .post("/api/tags/" + one + "/merge", "{\"into\": \"%s\"}".formatted(two))
                .expect(200);
        for (String tag : List.of(one, two)) {
            assertThat(Api.anonymous()
                            .get("/api/articles?count=exact&tag=" + tag)
                            .articles()
                            .page()
                            .total())
                    .isEqualTo(2);
        }
    }

    @Test
    void newTagInvalidatesItsEmptyList() {
        String tag = Sample.name("unknown");
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .isEmpty();
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).header("Cache-Status"))
                .isEqualTo(HIT);
        Sample.live(tag);
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .hasSize(1);
    }

    @Test
    void cachedArticleExpiresOnTime() {
        String tag = Sample.name("ending");
        String path = Sample.path(Sample.live(tag));
        String end = clock.now().plus(Duration.ofHours(1)).toString();
        Api.admin()
                .put(path + "/publication", "{\"expireAt\": \"%s\"}".formatted(end))
                .expect(200);
        hit(path);
        hit("/api/articles?tag=" + tag);
        hit("/api/articles?count=exact&limit=1&offset=1&tag=" + tag);
        clock.advance(Duration.ofHours(1));
        Api.anonymous().get(path).expect(410);
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .isEmpty();
        assertThat(Api.anonymous()
                        .get("/api/articles?count=exact&limit=1&offset=1&tag=" + tag)
                        .articles()
                        .page()
                        .total())
                .isZero();
    }

    @Test
    void lifetimesEndAtTheNextScheduledChange() {
        String path = Sample.path(Sample.live(Sample.name("soon")));
        String draft = Sample.draft("Soon");
        String at = clock.now().plus(Duration.ofMillis(3900)).toString();
        Api.admin()
                .put(Sample.path(draft) + "/publication", "{\"publishAt\": \"%s\"}".formatted(at))
                .expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Control"))
                .matches("public, max-age=[0-3], s-maxage=[0-3], stale-while-revalidate=0, .*");
        Api.admin().delete(Sample.path(draft) + "/publication").expect(204);
    }

    @Test
    void requestsWithAKeyBypassTheCache() {
        String path = Sample.path(Sample.live(Sample.name("keyed")));
        long before = cache.counts().responses();
        ApiResponse keyed = Api.admin().get(path).expect(200);
        assertThat(keyed.header("Cache-Status")).isEqualTo("broadsheet; fwd=bypass");
        assertThat(keyed.header("Cache-Control")).isEqualTo("private, no-cache");
        hit(path);
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

    @Test
    void termHasItsOwnPurgeKey() {
        String tag = Sample.name("purged");
        String parent = Sample.name("above");
        Api.admin().put("/api/tags/" + parent, "{}").expect(201);
        Api.admin().put("/api/tags/" + tag, "{\"parent\": \"" + parent + "\"}").expect(201);
        Sample.live(tag);
        String own = purgeKey(tag);
        String above = purgeKey(parent);
        for (String path : List.of("/api/tags/" + tag, "/api/tags?sort=-createdAt")) {
            ApiResponse answer = Api.anonymous().get(path).expect(200);
            assertThat(List.of(String.valueOf(answer.header("Surrogate-Key")).split(" ")))
                    .as(path)
                    .contains(own, above);
            assertThat(List.of(String.valueOf(answer.header("Cache-Tag")).split(",")))
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
    void searchLifetimeEndsAtTheNextScheduledChange() {
        String slug = Sample.live(Sample.name("soon"));
        String draft = Sample.draft("Soon");
        String at = clock.now().plus(Duration.ofMillis(3900)).toString();
        Api.admin()
                .put(Sample.path(draft) + "/publication", "{\"publishAt\": \"%s\"}".formatted(at))
                .expect(200);
        for (String url : List.of("/api/search?q=summit", "/api/suggest?q=summit", "/api/resolve?url=/" + slug)) {
            assertThat(Api.anonymous().get(url).header("Cache-Control"))
                    .as(url)
                    .matches("public, max-age=[0-3], s-maxage=[0-3], stale-while-revalidate=0, .*");
        }
        Api.admin().delete(Sample.path(draft) + "/publication").expect(204);
    }

    @Test
    void cacheDoesNotChangeRefusals() {
        hit("/api/articles");
        for (String empty : List.of("bogus=", "bogus", "tag=", "title=", "after=", "at=")) {
            Api.anonymous().get("/api/articles?" + empty).problem(ProblemCode.INVALID_PARAMETER);
        }
    }

    @Test
    void oddHeadersDoNotChangeTheResponse() {
        String path = Sample.path(Sample.live(Sample.name("odd")));
        RawResponse.get(path, "Accept: */*\r\nAccept: text/markdown");
        assertThat(RawResponse.line(RawResponse.get(path, "Accept: application/json"), "content-type"))
                .startsWith("application/json");
        for (String odd : List.of(";", "gzip,;", ",", "q=;", "*;q=x")) {
            for (int i = 0; i < 2; i++) {
                assertThat(RawResponse.head(RawResponse.get(path, "Accept-Encoding: " + odd)))
                        .startsWith("HTTP/1.1 200");
            }
            cache.invalidateAll();
        }
    }

    /** A browser sends a preflight request for anything but a simple read. */
    @Test
    void corsAllowsReadsOnly() {
        Api asking =
                Api.anonymous().header("Origin", "https://example.org").header("Access-Control-Request-Method", "PUT");
        ApiResponse told =
                asking.send("OPTIONS", Sample.path("summit"), null, null).expect(204);
        assertThat(told.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(told.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
        assertThat(told.header("Access-Control-Allow-Headers")).contains("If-None-Match");
        assertThat(asking.send("OPTIONS", "/api/articles/query", null, null).header("Access-Control-Allow-Methods"))
                .isEqualTo("GET, HEAD, POST");
        assertThat(Api.anonymous().get("/api/articles/nothing").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    /** However many clients request it at once. */
    @Test
    void concurrentMissesShareOneResponse() throws Exception {
        String path = Sample.path(Sample.live(Sample.name("once")));
        long misses = cache.counts().misses();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<Future<Integer>> answers = IntStream.range(0, 64)
                .mapToObj(i -> clients.submit(() -> Api.anonymous().get(path).status()))
                .toList();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        clients.shutdown();
        assertThat(cache.counts().misses()).isEqualTo(misses + 1);
    }

    private void hit(String path) {
        Api.anonymous().get(path).expect(200);
        assertThat(Api.anonymous().get(path).expect(200).header("Cache-Status"))
                .as(path)
                .isEqualTo(HIT);
    }
}
