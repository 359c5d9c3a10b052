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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No acknowledged write is lost: the app and its PostgreSQL are killed together while four clients write. */
class CrashRecoveryIT {

    private static final Path DATA = Path.of("target", "killed-test");
    private static final Path LOG = Path.of("target", "killed-test.log");
    private static final JsonMapper JSON = new JsonMapper();

    /** A tag for the articles of this run, because the folder may hold articles of an earlier run. */
    private final String tag = "killed-" + System.nanoTime();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Test
    void acknowledgedWritesSurviveAKill() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AppProcess jar = start();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 1; writer <= 4; writer++) {
            String name = "story-" + System.nanoTime() + "-";
            int port = jar.port();
            Thread thread = new Thread(() -> write(port, name, acknowledged));
            writers.add(thread);
            thread.start();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= 60);
        long postmaster = Long.parseLong(Files.readAllLines(DATA.resolve("postgres/cluster/postmaster.pid"))
                .get(0));
        jar.process().destroyForcibly();
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (Thread thread : writers) {
            thread.join();
        }

        jar = start();
        try {
            for (String slug : acknowledged) {
                JsonNode article = JSON.readTree(get(jar.port(), "/api/articles/" + slug, 200));
                assertThat(article.path("title").asText()).isEqualTo("Title of " + slug);
                assertThat(article.path("tags")).hasSize(2);
                assertThat(article.path("body").path("blocks")).isNotEmpty();
            }
            int listed = JSON.readTree(
                            get(jar.port(), "/api/articles?tag.all=still-there," + tag + "&count=exact", 200))
                    .path("page")
                    .path("total")
                    .asInt();
            // Each writer has at most one write that was committed but not acknowledged.
            assertThat(listed).isBetween(acknowledged.size(), acknowledged.size() + writers.size());
        } finally {
            jar.process().destroy();
            jar.process().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static AppProcess start() throws IOException {
        Files.deleteIfExists(LOG);
        AppProcess jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
        return jar;
    }

    /** Writes until the server is gone. */
    private void write(int port, String name, Set<String> acknowledged) {
        for (int i = 1; i < 10_000; i++) {
            String slug = name + i;
            HttpRequest request = request(port, "/api/articles/" + slug)
                    .header("Content-Type", "text/markdown")
                    .header("Authorization", "Bearer " + AppProcess.KEY)
                    .PUT(HttpRequest.BodyPublishers.ofString(
                            "---\ntitle: Title of %s\ntags: [%s, still-there]\nstatus: published\n---\nText.\n"
                                    .formatted(slug, tag)))
                    .build();
            try {
                if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() != 201) {
                    return;
                }
                acknowledged.add(slug);
            } catch (IOException killed) {
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String get(int port, String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request(port, path).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }
}
