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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many concurrent writers, and an app that is killed while they write. Over HTTP, against the jar; prints its counts.
 */
@Tag("thorough")
class ConcurrentWritesIT {

    private static final Path DATA = Path.of("target", "races-test");
    private static final Path LOG = Path.of("target", "races-test.log");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String run = Long.toString(System.nanoTime(), 36);
    private volatile AppProcess jar;

    @BeforeEach
    void start() throws IOException {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
    }

    @AfterEach
    void stop() throws InterruptedException {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void concurrentWritersOfOneArticleLoseNothing() throws Exception {
        String path = "/api/articles/contested-" + run;
        assertThat(send("PUT", path, "{\"title\": \"Start\"}", to -> {}).statusCode())
                .isEqualTo(201);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        atOnce(16, writer -> {
            for (int i = 0; i < 25; ) {
                String etag = send("GET", path + "?version=draft&fields=title", null, to -> {})
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
                int status = send(
                                "PATCH",
                                path,
                                "{\"title\": \"By %d, %d\"}".formatted(writer, i),
                                to -> to.header("If-Match", etag))
                        .statusCode();
                assertThat(status).isIn(200, 412);
                (status == 200 ? accepted : refused).incrementAndGet();
                i += status == 200 ? 1 : 0;
            }
        });
        int revision = json(send("GET", path + "?version=draft&fields=revision", null, to -> {}))
                .path("revision")
                .asInt();
        System.out.printf(
                "16 writers of one article: %d accepted, %d refused with 412, final revision %d (the first one made it)%n",
                accepted.get(), refused.get(), revision);
        assertThat(accepted.get()).isEqualTo(16 * 25);
        assertThat(revision).isEqualTo(accepted.get() + 1);
    }

    @Test
    void idempotentCreatesHappenOnceDespiteKills() throws Exception {
        int clients = 8;
        int creates = 100;
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger replayed = new AtomicInteger();
        Thread killer = new Thread(() -> killThrice(acknowledged, clients * creates));
        killer.start();
        atOnce(clients, client -> {
            for (int i = 0; i < creates; i++) {
                String name = "%s-%d-%d".formatted(run, client, i);
                String first = create(name, sent, replayed);
                acknowledged.add(first);
                assertThat(create(name, sent, replayed)).isEqualTo(first);
            }
        });
        killer.join();
        int total = json(send("GET", "/api/articles?count=exact&limit=1&tag=race-" + run, null, to -> {}))
                .at("/page/total")
                .asInt();
        Set<String> there = new HashSet<>();
        for (String url = "/api/articles?limit=100&fields=title&tag=race-" + run; url != null; ) {
            JsonNode page = json(send("GET", url, null, to -> {}));
            page.path("data").forEach(article -> there.add(article.path("id").asText()));
            String next = page.at("/page/next").textValue();
            url = next == null ? null : "/api/articles?limit=100&fields=title&tag=race-" + run + "&after=" + next;
        }
        System.out.printf(
                "%d clients, %d creates each, every one sent twice, killed 3 times: %d requests, %d acknowledged, %d replayed, %d articles there%n",
                clients, creates, sent.get(), acknowledged.size(), replayed.get(), total);
        assertThat(total).isEqualTo(clients * creates);
        assertThat(there).isEqualTo(acknowledged);
    }

    /** Sends the request until it is acknowledged; returns the article's id. */
    private String create(String name, AtomicInteger sent, AtomicInteger replayed) throws Exception {
        String body = "{\"title\": \"Race\", \"body\": \"Text.\", \"tags\": [\"race-%s\"], \"status\": \"published\"}"
                .formatted(run);
        while (true) {
            try {
                sent.incrementAndGet();
                HttpResponse<String> response =
                        send("POST", "/api/articles", body, to -> to.header("Idempotency-Key", name));
                if (response.statusCode() == 201) {
                    response.headers().firstValue("Idempotency-Replayed").ifPresent(yes -> replayed.incrementAndGet());
                    return json(response).path("id").asText();
                }
                // 409: the first attempt may still be running. 503: the database may be down.
                assertThat(response.statusCode()).as(response.body()).isIn(409, 503);
            } catch (IOException killed) {
                // Retried when the app is back, which the idempotency key makes safe.
                await().atMost(Duration.ofMinutes(1)).until(this::isUp);
            }
        }
    }

    private boolean isUp() {
        try {
            return send("GET", "/q/health/ready", null, to -> {}).statusCode() == 200;
        } catch (IOException | InterruptedException down) {
            return false;
        }
    }

    private void killThrice(Set<String> acknowledged, int all) {
        try {
            for (int kill = 1; kill <= 3; kill++) {
                int due = all * kill / 4;
                await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= due);
                jar.process().destroyForcibly();
                assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
                start();
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The work of one writer. */
    private interface Part {
        void play(int number) throws Exception;
    }

    private static void atOnce(int many, Part part) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(many);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                parts.add(() -> {
                    part.play(number);
                    return null;
                });
            }
            for (Future<Void> played : crowd.invokeAll(parts, 5, TimeUnit.MINUTES)) {
                played.get();
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String body, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        more.accept(request);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }
}
