package dev.broadsheet.cache;

import static dev.broadsheet.cache.ReadyCache.assertCached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cached responses follow HTTP: conditions, ranges, encodings, headers. */
@QuarkusTest
class CachedHttpTest {

    @Inject
    ResponseCache cache;

    @Inject
    TestClock clock;

    @Inject
    ReadyCache readyCache;

    @BeforeEach
    void awaitReady() {
        readyCache.await();
    }

    @Test
    void everyResponseHasADate() {
        String path = Sample.path(Sample.live(Sample.name("kept")));
        Instant before = clock.now().truncatedTo(ChronoUnit.SECONDS);
        for (ApiResponse response : List.of(
                Api.anonymous().get(path).expect(200),
                Api.anonymous().get(path).expect(200),
                Api.anonymous().get(path + "-of-nobody").expect(404),
                Api.anonymous().get("/q/health/live").expect(200))) {
            String date = response.header("Date");
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
        assertCached(path);
        String one = "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        // Pipelined requests behind a slow one wait, and are then answered in order.
        String responses = RawHttp.send(
                "GET " + path + "-of-nobody HTTP/1.1\r\nHost: localhost\r\n\r\n" + one.repeat(2000) + "GET " + path
                        + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "",
                "");
        assertThat(responses.split("HTTP/1.1 200 OK", -1)).hasSize(2002);
    }

    @Test
    void repeatedHeaderLinesAreOneList() {
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
        ApiResponse preflight =
                asking.send("OPTIONS", Sample.path("summit"), null, null).expect(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("If-None-Match");
        assertThat(asking.send("OPTIONS", "/api/articles/query", null, null).header("Access-Control-Allow-Methods"))
                .isEqualTo("GET, HEAD, POST");
        assertThat(Api.anonymous().get("/api/articles/nothing").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }
}
