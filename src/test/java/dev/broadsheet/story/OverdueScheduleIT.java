package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Scheduled changes that fell due while the app was down are made after its restart. The poll interval is one hour, so
 * an article that is published later within the test was published by the wake-up timer.
 */
class OverdueScheduleIT {

    private static final Path DATA = Path.of("target", "overdue-test");
    private static final Path LOG = Path.of("target", "overdue-test.log");

    private final String run = Long.toString(System.nanoTime());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Test
    void overdueArticlesArePublishedAtTheStart() throws Exception {
        Instant overdue = leaveThreeBehind();
        AppProcess jar = start();
        try {
            awaitLive(jar, "overdue-" + run);
            awaitLive(jar, "ahead-" + run);
            JsonNode publication = new JsonMapper()
                    .readTree(send(jar, "GET", "overdue-" + run + "/publication", "")
                            .body());
            assertThat(Instant.parse(publication.path("firstPublishedAt").asText()))
                    .isEqualTo(overdue.truncatedTo(ChronoUnit.MILLIS));
            assertThat(publication.path("publishAt").isNull()).isTrue();
        } finally {
            jar.process().destroy();
            jar.process().waitFor(30, TimeUnit.SECONDS);
        }
    }

    /**
     * Schedules one article that is published on time, one that is overdue now, and one that isn't due yet; then kills
     * the app.
     */
    private Instant leaveThreeBehind() throws Exception {
        AppProcess jar = start();
        try {
            // The first write of a fresh JVM is slow.
            schedule(jar, "first-" + run, Instant.now());
            Instant now = Instant.now();
            Instant overdue = now.plusSeconds(5);
            schedule(jar, "punctual-" + run, now.plusSeconds(2));
            schedule(jar, "overdue-" + run, overdue);
            schedule(jar, "ahead-" + run, now.plusSeconds(12));
            awaitLive(jar, "punctual-" + run);
            jar.process().destroyForcibly();
            await().until(() -> Instant.now().isAfter(overdue));
            return overdue;
        } finally {
            jar.process().destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static AppProcess start() throws IOException {
        Files.deleteIfExists(LOG);
        AppProcess jar = AppProcess.start(DATA, LOG, Map.of("BROADSHEET_TIMETABLE_EVERY", "1h"))
                .awaitReady(LOG);
        return jar;
    }

    private void schedule(AppProcess jar, String slug, Instant at) throws IOException, InterruptedException {
        assertThat(send(
                                jar,
                                "PUT",
                                slug,
                                "{\"title\": \"x\", \"body\": \"y\", \"status\": \"published\", \"publishAt\": \"" + at
                                        + "\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private void awaitLive(AppProcess jar, String slug) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> send(jar, "GET", slug, "").statusCode() == 200);
    }

    private HttpResponse<String> send(AppProcess jar, String method, String slug, String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + jar.port() + "/api/articles/" + slug))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
