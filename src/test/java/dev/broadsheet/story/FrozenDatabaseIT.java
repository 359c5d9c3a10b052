package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.AppProcess;
import dev.broadsheet.testkit.FrozenDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database stops responding, as a whole or for one table. Runs against the jar. */
@Tag("thorough")
class FrozenDatabaseIT {

    private static final Path DATA = Path.of("target", "frozen-test");
    private static final Path LOG = Path.of("target", "frozen-test.log");

    /** The documented limits, plus a margin for a busy machine. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private static final Duration ANSWERED = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(2);
    private static final Duration SLOW_MACHINE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String article = "/api/articles/frozen-" + run;
    private final AtomicInteger requestCount = new AtomicInteger();
    private AppProcess jar;

    private record Timed(int status, String cacheStatus, boolean retryAfter, Duration time) {}

    @BeforeEach
    void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
        assertThat(write(article).status()).isEqualTo(201);
        await().until(() -> read(article).cacheStatus().startsWith("broadsheet; hit"));
        // Fills the pool, because a request would try its idle connections one after the other.
        all(40, i -> uncached());
    }

    @AfterEach
    void stop() throws InterruptedException {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void frozenDatabaseIsDetected() throws Exception {
        try (FrozenDatabase frozen = FrozenDatabase.freeze(DATA)) {
            assertThat(frozen.processes()).hasSizeGreaterThan(5);
            long since = System.nanoTime();
            CompletableFuture<Timed> list = sendLater(uncached());
            CompletableFuture<Timed> write = sendLater(put(article));
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        Timed kept = read(article);
                        assertThat(kept.status()).isEqualTo(200);
                        assertThat(kept.time()).isLessThan(SLOW_MACHINE);
                        return kept.cacheStatus().contains("stale");
                    });
            assertThat(since(since)).isLessThan(NOTICED.plus(SLOW_MACHINE));
            Timed ready = read("/q/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.time()).isLessThan(SLOW_MACHINE);
            assertThat(read("/q/health/live").status()).isEqualTo(200);
            // Requests that were running when the database froze.
            isRefusedInTime(list.join());
            isRefusedInTime(write.join());
            // Later requests are refused without waiting.
            isRefusedAtOnce(send(uncached()));
            isRefusedAtOnce(write(article));
            assertThat(read(article).cacheStatus()).contains("stale");
        }
        isBackInTime();
        await().until(() -> read("/q/health/ready").status() == 200);
        await().until(() -> read(article).cacheStatus().equals("broadsheet; hit"));
    }

    @Test
    void requestsDoNotPileUpAtAFrozenDatabase() throws Exception {
        try (FrozenDatabase frozen = FrozenDatabase.freeze(DATA)) {
            assertThat(frozen.processes()).hasSizeGreaterThan(5);
            assertThat(all(500, i -> i % 10 == 0 ? put(article + "-" + i) : uncached()))
                    .allSatisfy(FrozenDatabaseIT::isRefusedInTime);
            assertThat(all(100, i -> uncached())).allSatisfy(FrozenDatabaseIT::isRefusedAtOnce);
        }
        isBackInTime();
    }

    @Test
    void lockedTableBlocksOnlyItsUsers() throws Exception {
        try (Connection holder = connect();
                Statement lock = holder.createStatement()) {
            lock.execute("begin; lock table publication in access exclusive mode");
            List<CompletableFuture<Timed>> crowd = new ArrayList<>();
            IntStream.range(0, 40).forEach(i -> {
                crowd.add(sendLater(uncached()));
                crowd.add(sendLater(put(article + "-" + i)));
            });
            List<Timed> others = new ArrayList<>();
            while (!crowd.stream().allMatch(CompletableFuture::isDone)) {
                others.add(send(keyed("/api/me")));
                others.add(send(keyed("/api/audit?limit=1")));
                Timed kept = read(article);
                assertThat(kept.cacheStatus()).isEqualTo("broadsheet; hit");
                assertThat(kept.time()).isLessThan(SLOW_MACHINE);
            }
            assertThat(crowd.stream().map(CompletableFuture::join)).allSatisfy(FrozenDatabaseIT::isRefusedInTime);
            assertThat(others).allSatisfy(other -> {
                assertThat(other.status()).isEqualTo(200);
                assertThat(other.time()).isLessThan(Duration.ofSeconds(3));
            });
            assertThat(read("/q/health/ready").status()).isEqualTo(200);
        }
        isBackInTime();
    }

    private void isBackInTime() {
        long since = System.nanoTime();
        await().pollInterval(Duration.ofMillis(50)).until(() -> write(article).status() == 200);
        assertThat(since(since)).isLessThan(BACK.plus(SLOW_MACHINE));
    }

    private static void isRefusedInTime(Timed response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.retryAfter()).isTrue();
        assertThat(response.time()).isLessThan(ANSWERED.plus(SLOW_MACHINE));
    }

    private static void isRefusedAtOnce(Timed response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.retryAfter()).isTrue();
        assertThat(response.time()).isLessThan(SLOW_MACHINE);
    }

    private static Connection connect() throws Exception {
        Path postgres = DATA.resolve("postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(postgres.resolve("port")).strip() + "/broadsheet",
                "broadsheet",
                Files.readString(postgres.resolve("password")).strip());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private List<Timed> all(int number, IntFunction<HttpRequest> request) {
        List<CompletableFuture<Timed>> sent = IntStream.range(0, number)
                .mapToObj(i -> sendLater(request.apply(i)))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private Timed read(String path) throws Exception {
        return send(request(path).build());
    }

    private Timed write(String path) throws Exception {
        return send(put(path));
    }

    private HttpRequest put(String path) {
        String body =
                "{\"title\": \"%s\", \"body\": \"Text.\", \"status\": \"published\"}".formatted(System.nanoTime());
        return request(path)
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** A list that was never requested before. */
    private HttpRequest uncached() {
        return request("/api/articles?fields=title&offset=" + requestCount.incrementAndGet())
                .build();
    }

    private HttpRequest keyed(String path) {
        return request(path).header("Authorization", "Bearer " + AppProcess.KEY).build();
    }

    private Timed send(HttpRequest request) {
        return sendLater(request).join();
    }

    private CompletableFuture<Timed> sendLater(HttpRequest request) {
        long since = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> new Timed(
                        response.statusCode(),
                        response.headers().firstValue("Cache-Status").orElse(""),
                        response.headers().firstValue("Retry-After").isPresent(),
                        since(since)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60));
    }
}
