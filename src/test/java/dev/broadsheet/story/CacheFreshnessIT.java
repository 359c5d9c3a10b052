package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No client reads an outdated response. Eight clients write and immediately read what they wrote, with shared tags,
 * while other clients read the same URLs all the time. Runs against the jar and prints its counts.
 */
class CacheFreshnessIT {

    private static final Path DATA = Path.of("target", "fresh-test");
    private static final Path LOG = Path.of("target", "fresh-test.log");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CLIENTS = 8;
    private static final int READERS = 3;
    private static final int TAGS = 4;
    private static final int MOST_REPEATED = 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final AtomicInteger repeated = new AtomicInteger();
    private AppProcess jar;

    @BeforeEach
    void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
    }

    @AfterEach
    void stop() throws InterruptedException {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void writesAreVisibleToTheNextRead() throws Exception {
        writesAreVisibleToTheNextRead(1_000);
    }

    @Test
    @Tag("thorough")
    void tenThousandWritesAreVisibleToTheNextRead() throws Exception {
        writesAreVisibleToTheNextRead(10_000);
    }

    private void writesAreVisibleToTheNextRead(int total) throws Exception {
        for (int client = 0; client < CLIENTS; client++) {
            assertThat(write(client, 0)).isEqualTo(201);
        }
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger hits = new AtomicInteger();
        AtomicInteger reads = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + READERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int own = client;
            writers.add(threads.submit(() -> {
                for (int round = 1; rounds.incrementAndGet() <= total; round++) {
                    write(own, round);
                    String title = title(own, round);
                    assertThat(read(article(own), hits).path("title").asText()).isEqualTo(title);
                    assertThat(titles(read(list(own, round), hits))).contains(title);
                    // The article was in this list in the round before.
                    assertThat(titles(read(list(own, round - 1), hits))).doesNotContain(title(own, round - 1));
                }
                return null;
            }));
        }
        List<Future<?>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            readers.add(threads.submit(() -> {
                Map<String, Integer> newest = new HashMap<>();
                while (rounds.get() <= total) {
                    for (int client = 0; client < CLIENTS; client++) {
                        follow(article(client), read(article(client), hits), newest);
                        JsonNode list = read(list(client, client), hits);
                        assertThat(list.path("data"))
                                .hasSize(list.at("/page/total").asInt());
                        assertThat(counted(list)).isEqualTo(list.path("data").size());
                        list.path("data").forEach(listed -> follow("in a list", listed, newest));
                        reads.addAndGet(2);
                    }
                }
                return null;
            }));
        }
        for (Future<?> work : writers) {
            work.get();
        }
        for (Future<?> work : readers) {
            work.get();
        }
        threads.shutdown();
        System.out.printf(
                "%d rounds of a write and 3 reads by %d clients, %d reads beside them: none stale, none torn; %d hits, %d writes repeated after 503%n",
                total, CLIENTS, reads.get(), hits.get(), repeated.get());
        assertThat(hits.get()).isPositive();
    }

    /** A reader never sees an older revision after a newer one, whatever the URL. */
    private static void follow(String place, JsonNode article, Map<String, Integer> newest) {
        int revision = article.path("revision").asInt();
        newest.merge(place + " " + article.path("id").asText(), revision, (before, now) -> {
            assertThat(now).as(place).isGreaterThanOrEqualTo(before);
            return now;
        });
    }

    /** The facet count of the requested tag. */
    private int counted(JsonNode list) {
        for (JsonNode bucket : list.at("/facets/type")) {
            return bucket.path("count").asInt();
        }
        return 0;
    }

    private static List<String> titles(JsonNode list) {
        List<String> titles = new ArrayList<>();
        list.path("data").forEach(article -> titles.add(article.path("title").asText()));
        return titles;
    }

    private String article(int client) {
        return "/api/articles/fresh-" + run + "-" + client;
    }

    private String tag(int client, int round) {
        return "fresh-" + run + "-" + (client + round) % TAGS;
    }

    private String list(int client, int round) {
        return "/api/articles?limit=100&count=exact&facet=type&tag=" + tag(client, round);
    }

    private static String title(int client, int round) {
        return "By " + client + ", " + round;
    }

    private int write(int client, int round) throws Exception {
        String body = "{\"title\": \"%s\", \"body\": \"Text.\", \"tags\": [\"%s\"], \"status\": \"published\"}"
                .formatted(title(client, round), tag(client, round));
        HttpRequest request = request(article(client))
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        // While the disk stalls, a lock is held for longer than a write waits. Such a write has changed nothing, and a
        // client repeats it.
        while (response.statusCode() == 503 && repeated.incrementAndGet() <= MOST_REPEATED) {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
        return response.statusCode();
    }

    private JsonNode read(String path, AtomicInteger hits) throws Exception {
        HttpResponse<String> response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        if (response.headers().firstValue("Cache-Status").orElse("").contains("hit")) {
            hits.incrementAndGet();
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
                .timeout(Duration.ofSeconds(30));
    }
}
