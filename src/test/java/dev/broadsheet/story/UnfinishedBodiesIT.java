package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.AppProcess;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that stop sending before the last byte of a body, against an app with a small heap. The app keeps serving
 * other clients, closes these connections, and frees the memory afterwards.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnfinishedBodiesIT {

    private static final Path LOG = Path.of("target", "unfinished-bodies.log");
    private static final int MEBI = 1024 * 1024;

    /** In MiB. Without limits, 130 bodies of 4 MiB fill a heap of 512 MiB. */
    private static final int HEAP = 256;

    /**
     * In MiB: how much the heap may have grown after an attack and a garbage collection, by caches of the JVM and of
     * Netty.
     */
    private static final int GROWTH = 40;

    private final java.net.http.HttpClient http = java.net.http.HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private AppProcess jar;
    private long heapBefore;

    @BeforeAll
    void start() throws Exception {
        jar = AppProcess.start(
                        Path.of("target", "unfinished-bodies"),
                        LOG,
                        Map.of(
                                "JAVA_TOOL_OPTIONS",
                                "-Xmx" + HEAP + "m",
                                // Loopback and trusted proxies have no connection limit per address, so the test stands
                                // for an
                                // attack from many addresses at once.
                                "BROADSHEET_HTTP_TRUSTED_PROXIES",
                                "127.0.0.1"))
                .awaitReady(LOG);
        attack(10, "POST /api/articles/query", "", 64 * 1024);
        heapBefore = heap();
    }

    @AfterAll
    void stop() throws Exception {
        jar.process().destroy();
        jar.process().waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void unfinishedQueriesWithoutAKeyAreSurvived() throws Exception {
        survives(1000, "POST /api/articles/query", "", 64 * 1024);
        survives(130, "POST /api/articles/query", "", 4 * MEBI);
    }

    @Test
    void unfinishedArticlesWithAKeyAreSurvived() throws Exception {
        survives(130, "PUT /api/articles/unfinished", key(), 4 * MEBI);
        survives(1000, "PUT /api/articles/unfinished", key(), 60 * 1024);
    }

    @Test
    void unfinishedArticlesWithoutAKeyAreSurvived() throws Exception {
        survives(130, "PUT /api/articles/unfinished", "", 4 * MEBI);
    }

    @Test
    void unfinishedFormsAreSurvived() throws Exception {
        survives(130, "POST /api/articles", "Content-Type: multipart/form-data; boundary=x\r\n" + key(), 4 * MEBI);
    }

    @Test
    void unfinishedBatchesAreSurvived() throws Exception {
        survives(20, "POST /api/articles/batch", key(), 30 * MEBI);
    }

    @Test
    void unfinishedHttp2StreamsAreSurvived() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(100)
                .setHttp2MaxPoolSize(4));
        AtomicInteger ended = new AtomicInteger();
        Buffer most = Buffer.buffer(" ".repeat(4 * MEBI - 1));
        try {
            for (int i = 0; i < 200; i++) {
                client.request(HttpMethod.PUT, jar.port(), "127.0.0.1", "/api/articles/unfinished")
                        .onSuccess(request -> {
                            request.putHeader("Authorization", "Bearer " + AppProcess.KEY)
                                    .putHeader("Content-Type", "application/json")
                                    .putHeader("Content-Length", Integer.toString(4 * MEBI));
                            request.response().onComplete(answered -> ended.incrementAndGet());
                            request.write(most);
                        })
                        .onFailure(refused -> ended.incrementAndGet());
            }
            assertAnswers();
            await().atMost(Duration.ofMinutes(2)).until(() -> ended.get() == 200);
        } finally {
            client.close();
            vertx.close();
        }
        assertHeapIsBack();
    }

    /** After an upgrade to HTTP/2 the body would arrive without flow control. */
    @Test
    void unfinishedUpgradesAreSurvived() throws Exception {
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        survives(130, "PUT /api/articles/unfinished", key() + upgrade, 4 * MEBI);
        survives(130, "PUT /api/articles/unfinished", upgrade, 4 * MEBI);
    }

    /** Complete bodies of the maximum size, all at once: some requests wait, some may be refused and asked to retry. */
    @ParameterizedTest
    @EnumSource(java.net.http.HttpClient.Version.class)
    void finishedBodiesAreSurvived(java.net.http.HttpClient.Version version) throws Exception {
        String text = "Some words of *text* that a reader would read. ".repeat(40_000);
        assertAnswers(); // Upgrades a connection to HTTP/2.
        HttpRequest request = HttpRequest.newBuilder(url("/api/articles/finished?dryRun=true"))
                .version(version)
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .header("Content-Type", "text/markdown")
                .PUT(HttpRequest.BodyPublishers.ofString("---\ntitle: x\n---\n" + text))
                .build();
        var responses = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
        for (int i = 0; i < 40; i++) {
            responses.add(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
        }
        CompletableFuture.allOf(responses.toArray(CompletableFuture<?>[]::new)).get(3, TimeUnit.MINUTES);
        assertThat(responses)
                .extracting(response -> response.join().statusCode())
                .isSubsetOf(200, 201, 503);
        assertHeapIsBack();
    }

    private void survives(int senders, String line, String headers, int size) throws Exception {
        attack(senders, line, headers, size);
        assertHeapIsBack();
    }

    private void attack(int senders, String line, String headers, int size) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        String type = headers.contains("Content-Type") ? "" : "Content-Type: application/json\r\n";
        byte[] head = (line + " HTTP/1.1\r\nHost: x\r\n" + type + headers + "Content-Length: " + size + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] most = " ".repeat(size - 1).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < senders; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), jar.port());
                socket.setSoTimeout(60_000);
                sockets.add(socket);
                send(socket, head, most);
            }
            assertAnswers();
            for (Socket socket : sockets) {
                assertCutOff(socket);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void send(Socket socket, byte[] head, byte[] most) {
        try {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(most);
            socket.getOutputStream().flush();
        } catch (IOException refused) {
            // The server has already cut the connection.
        }
    }

    /** The server closes the connection: the client reads its end or gets a reset. */
    private static void assertCutOff(Socket socket) {
        try {
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).containsPattern("^HTTP/1.1 (401|408|413|415|503) ");
        } catch (java.net.SocketTimeoutException open) {
            throw new AssertionError("The connection is still open.", open);
        } catch (IOException reset) {
            // A reset also means that the connection was cut.
        }
    }

    private void assertAnswers() throws Exception {
        for (String path : List.of("/q/health/live", "/api/articles")) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(url(path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    private void assertHeapIsBack() throws Exception {
        assertAnswers();
        assertThat(Files.readString(LOG)).doesNotContain("OutOfMemoryError");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> metric("broadsheet_body_disk_bytes") == 0
                        && metric("broadsheet_body_receiving_bytes") == 0
                        && metric("broadsheet_body_processing_bytes") == 0);
        assertThat(heap()).isLessThan(heapBefore + GROWTH);
    }

    /** Reachable objects, in MiB. */
    private long heap() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(
                        jcmd.toString(), Long.toString(jar.process().pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collection.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return (long) metric("jvm_memory_used_bytes{area=\"heap\"") / MEBI;
    }

    private double metric(String name) throws Exception {
        return http.send(HttpRequest.newBuilder(url("/q/metrics")).build(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String key() {
        return "Authorization: Bearer " + AppProcess.KEY + "\r\n";
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + jar.port() + path);
    }
}
