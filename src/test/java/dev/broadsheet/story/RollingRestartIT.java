package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.broadsheet.database.EmbeddedPostgres;
import dev.broadsheet.testkit.AppProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database behind HAProxy are restarted in turn, twice each, while clients read and write. Prints its
 * counts. Needs haproxy ({@code apt-get install haproxy}).
 */
@Tag("thorough")
class RollingRestartIT {

    private static final Path FOLDER = Path.of("target", "rolling-test");
    /** Minimum; on a slow machine the clients send more until the last node is back. */
    private static final int REQUESTS = 10_000;

    private static final int PER_SECOND = 100;
    /** One in this many requests is a write. */
    private static final int WRITE_EACH = 10;

    private static final int ARTICLES = 50;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private int proxyPort;

    @Test
    void noRequestFails() throws Exception {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "haproxy")));
        assumeTrue(installed, "haproxy is not installed, so a rolling restart is not tested.");
        Files.createDirectories(FOLDER);
        proxyPort = AppProcess.freePort();
        int[] ports = {AppProcess.freePort(), AppProcess.freePort()};
        AppProcess[] nodes = new AppProcess[2];
        try (EmbeddedPostgres database = EmbeddedPostgres.startEmpty(FOLDER.resolve("database"))) {
            for (int node = 0; node < 2; node++) {
                nodes[node] = start(node, ports[node], database);
            }
            Process proxy = proxy(ports);
            ScheduledExecutorService clients = Executors.newScheduledThreadPool(2);
            try {
                awaitFullWeights();
                for (int i = 0; i < ARTICLES; i++) {
                    String path = "/api/articles/rolling-" + i;
                    await().atMost(Duration.ofMinutes(1))
                            .ignoreExceptions()
                            .until(() -> http.send(write(path, "First"), HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    < 300);
                }
                clients.scheduleAtFixedRate(this::send, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
                for (int restart = 0; restart < 4; restart++) {
                    int node = restart % 2;
                    nodes[node].process().destroy();
                    assertThat(nodes[node].process().waitFor(40, TimeUnit.SECONDS))
                            .isTrue();
                    nodes[node] = start(node, ports[node], database);
                    awaitFullWeights();
                    int due = (restart + 1) * REQUESTS / 5;
                    await().atMost(Duration.ofMinutes(1)).until(() -> sent.get() >= due);
                }
                await().atMost(Duration.ofMinutes(3)).until(() -> sent.get() >= REQUESTS);
                clients.shutdown();
                assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() + failed.size() == sent.get());
            } finally {
                clients.shutdownNow();
                proxy.destroy();
                proxy.waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            for (AppProcess node : nodes) {
                if (node != null) {
                    node.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                }
            }
        }
        System.out.printf(
                "Rolling restart, 4 restarts of 2 nodes: %d requests, %d of them writes, %d failed%n",
                sent.get(), written.get(), failed.size());
        Map<String, Integer> kinds = new HashMap<>();
        failed.forEach(failure -> kinds.merge(failure, 1, Integer::sum));
        assertThat(kinds).isEmpty();
    }

    private void send() {
        int number = sent.getAndIncrement();
        boolean writes = number % WRITE_EACH == 0;
        int article = (writes ? number / WRITE_EACH : number) % ARTICLES;
        String path = "/api/articles" + (number % 3 == 0 && !writes ? "?limit=5" : "/rolling-" + article);
        HttpRequest request =
                writes ? write(path, "Number " + number) : request(path).build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
            if (failure != null) {
                failed.add(request.method() + " " + failure);
            } else if (response.statusCode() != 200) {
                failed.add(request.method() + " " + response.statusCode() + " " + response.body());
            } else {
                answered.incrementAndGet();
                written.addAndGet(writes ? 1 : 0);
            }
        });
    }

    private HttpRequest write(String path, String title) {
        String body = "{\"title\": \"%s\", \"body\": \"Text.\", \"status\": \"published\"}".formatted(title);
        return request(path)
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxyPort + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static AppProcess start(int node, int port, EmbeddedPostgres database) throws IOException {
        Map<String, String> environment = new HashMap<>(AppProcess.on(database.connection()));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_SHUTDOWN_DELAY", "2S");
        Path log = FOLDER.resolve("node-" + node + ".log");
        Files.deleteIfExists(log);
        AppProcess jar = AppProcess.start(FOLDER.resolve("node-" + node), log, environment)
                .awaitReady(log);
        return jar;
    }

    /** HAProxy increases the share of a restarted node gradually, because a fresh JVM is slow. */
    private void awaitFullWeights() {
        HttpRequest request = request("/proxy;csv").build();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> http.send(request, HttpResponse.BodyHandlers.ofString())
                                .body()
                                .lines()
                                .filter(line -> line.matches("broadsheet,(one|two),.*,UP,100,.*"))
                                .count()
                        == 2);
    }

    /** Uses the backend configuration of docker/operations.md. */
    private Process proxy(int[] ports) throws IOException {
        Path configuration = FOLDER.resolve("haproxy.cfg");
        Files.writeString(configuration, """
            defaults
                mode http
                timeout connect 2s
                timeout client 60s
                timeout server 60s
            frontend site
                bind 127.0.0.1:%d
                stats enable
                stats uri /proxy
                default_backend broadsheet
            backend broadsheet
                option httpchk GET /q/health/ready
                http-check expect status 200
                timeout check 5s
                default-server check inter 250ms fall 2 rise 1 weight 100 slowstart 20s
                server one 127.0.0.1:%d
                server two 127.0.0.1:%d
            """.formatted(proxyPort, ports[0], ports[1]));
        return new ProcessBuilder(List.of("haproxy", "-db", "-f", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("haproxy.log").toFile())
                .start();
    }
}
