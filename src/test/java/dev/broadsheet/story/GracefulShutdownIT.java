package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIGTERM to an app with running requests. Runs against the jar with its embedded database. */
class GracefulShutdownIT {

    private static final Path DATA = Path.of("target", "shutdown-test");
    private static final Path LOG = Path.of("target", "shutdown-test.log");
    private static final int ARTICLES = 60;
    /** Long enough that the export doesn't fit into the connection's buffers. */
    private static final String LONG_BODY = "word ".repeat(20_000);

    private final String tag = "shutdown-" + System.nanoTime();
    private final String list = "/api/articles/export?include=body&body.format=blocks,html,text&tag=" + tag;
    private final List<Socket> sockets = new ArrayList<>();
    private AppProcess jar;

    @BeforeEach
    void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(DATA, LOG, Map.of("QUARKUS_SHUTDOWN_DELAY", "2S"))
                .awaitReady(LOG);
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        jar.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void shutdownFinishesRequestsThenStopsTheDatabase() throws Exception {
        String articles = IntStream.range(0, ARTICLES)
                .mapToObj(i -> item(tag + "-" + i, LONG_BODY))
                .collect(Collectors.joining(","));
        String many = "[" + articles + "]";
        assertThat(response(open(batch(many).replace("keep-alive", "close") + many)))
                .contains(" 207 ");
        String live = "/api/articles/" + tag + "-0?fields=title";
        assertThat(response(open(get(live)))).contains(" 200 ", tag + "-0");

        Socket idle = open(keepAlive(live));
        assertThat(idle.getInputStream().read()).isEqualTo('H');
        Socket export = open(get(list));
        assertThat(export.getInputStream().read()).isEqualTo('H');
        String one = "[" + item(tag + "-late", "Late.") + "]";
        Socket batch = open(batch(one) + one.substring(0, 20));

        jar.process().destroy();
        await().atMost(Duration.ofSeconds(2))
                .until(() -> response(open(keepAlive("/q/health/ready"))).contains(" 503 "));
        // From the cache, and from the database. Reading to the end shows that the connection is closed.
        for (String path : List.of(live, live + "&include=body", "/api/articles?limit=1&q=word")) {
            assertThat(response(open(keepAlive(path))).toLowerCase())
                    .startsWith("http/1.1 200 ")
                    .containsOnlyOnce("connection: close");
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(LOG).contains("Waiting for HTTP requests to complete"));

        send(batch, one.substring(20));
        assertThat(response(batch).toLowerCase()).contains(" 207 ", "\"status\":201", "connection: close");
        assertThat(jar.process().isAlive()).isTrue();
        String lines = response(export);
        assertThat(lines).endsWith("\r\n0\r\n\r\n");
        assertThat(lines.split("\"slug\":\"" + tag + "-", -1)).hasSizeGreaterThan(ARTICLES);
        response(idle);

        assertThat(jar.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(jar.process().exitValue()).isEqualTo(128 + 15);
        assertThat(DATA.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(LOG)).doesNotContain("ERROR", "Exception");
    }

    @Test
    void idleConnectionDoesNotDelayTheShutdown() throws Exception {
        Socket idle = open(keepAlive("/api/articles?limit=1"));
        assertThat(idle.getInputStream().read()).isEqualTo('H');
        long begun = System.nanoTime();
        jar.process().destroy();
        assertThat(jar.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("From TERM to the end, with a delay of 2 s: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private String item(String slug, String body) {
        return """
            {"op": "upsert", "article": "%s", "data": {"title": "%s", "tags": ["%s"], "body": "%s", "status": "published"}}
            """.formatted(slug, slug, tag, body).strip();
    }

    private static String batch(String body) {
        return "POST /api/articles/batch HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Connection: keep-alive\r\n"
                + "Content-Type: application/json\r\n"
                + "Authorization:"
                + " Bearer"
                + " " + AppProcess.KEY + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    }

    private static String keepAlive(String path) {
        return get(path).replace("Connection: close\r\n", "");
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), jar.port()));
        send(socket, request);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads to the end of the connection. */
    private static String response(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
