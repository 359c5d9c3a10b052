package dev.broadsheet.kernel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadsheet.testkit.AppProcess;
import dev.broadsheet.testkit.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Request heads that are slow, too large or malformed, and the handling of the Host header. Runs against the jar,
 * because the tests' class loaders hide {@link ConnectionGuard} from Netty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestHeadIT {

    private static final Path LOG = Path.of("target", "request-head.log");

    private AppProcess jar;

    @BeforeAll
    void start() throws Exception {
        jar = AppProcess.start(
                        Path.of("target", "request-head"),
                        LOG,
                        Map.of(
                                "BROADSHEET_HTTP_HEAD_TIMEOUT",
                                "2s",
                                "BROADSHEET_BODY_IDLE_TIMEOUT",
                                "2s",
                                "BROADSHEET_HTTP_TRUSTED_PROXIES",
                                "127.0.0.1"))
                .awaitReady(LOG);
    }

    @AfterAll
    void stop() throws Exception {
        jar.process().destroy();
        jar.process().waitFor(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "BLAH, 400, malformed",
        "GET /api/tags HTTP/1.7, 505, http-version-not-supported",
        "GET /api/tags HTTP/3.0, 505, http-version-not-supported",
        "GET /api/tags FTP/1.1, 400, malformed",
        "GET /api/tags HTTP/x, 400, malformed",
    })
    void malformedRequestLineIsRefused(String line, int status, String code) {
        assertRefused(RawHttp.sendTo(jar.port(), line, "Host: x", "", ""), status, code);
    }

    @Test
    void longUrlIsRefused() {
        assertRefused(
                RawHttp.sendTo(jar.port(), "GET /api/tags?q=" + "a".repeat(10_000) + " HTTP/1.1", "Host: x", "", ""),
                414,
                "uri-too-long");
    }

    @Test
    void largeHeadersAreRefused() {
        assertRefused(
                RawHttp.sendTo(
                        jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "X-Large: " + "a".repeat(50_000), "", ""),
                431,
                "headers-too-large");
    }

    @Test
    void malformedHeadersAreRefused() {
        assertRefused(
                RawHttp.sendTo(jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "X Y: z", "", ""), 400, "malformed");
        assertRefused(
                RawHttp.sendTo(
                        jar.port(),
                        "POST /api/tags HTTP/1.1",
                        "Host: x",
                        "Content-Length: 1",
                        "Content-Length: 2",
                        "",
                        ""),
                400,
                "malformed");
    }

    /** These are refused because the end of the body is unknown: its rest would be parsed as the next request. */
    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "gzip", "gzip, chunked"})
    void unknownTransferEncodingsAreRefused(String coding) {
        assertRefused(
                RawHttp.sendTo(
                        jar.port(),
                        "POST /api/articles/query HTTP/1.1",
                        "Host: x",
                        "Transfer-Encoding: " + coding,
                        "",
                        "2\r\n{}\r\n0\r\n\r\n"),
                400,
                "malformed");
    }

    /** Also for a cached response: the second request is answered from the cache. */
    @Test
    void getWithAnEndlessBodyIsClosed() {
        for (int i = 0; i < 2; i++) {
            assertThat(RawHttp.sendTo(jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "Content-Length: 10", "", "x"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void repeatedHostIsRefused() {
        assertRefused(
                RawHttp.sendTo(jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "Host: y", "", ""), 400, "malformed");
    }

    @Test
    void unfinishedHeadIsClosed() {
        assertThat(RawHttp.sendTo(jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "X-Slow: "))
                .isEmpty();
        assertThat(RawHttp.sendTo(jar.port(), "GET /api/tags HTTP/1.1", "Host: x", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void lateBodyIsNotAnUnfinishedHead() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), jar.port())) {
            send(
                    socket,
                    "POST /api/articles/query HTTP/1.1",
                    "Host: x",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    "Expect: 100-continue",
                    "",
                    "");
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            send(socket, "{}");
            assertThat(readUntil(socket, "\"total\":null}}")).startsWith("HTTP/1.1 200 ");
            // Longer than the head timeout.
            socket.setSoTimeout(3000);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            send(socket, "GET /api/tags HTTP/1.1", "Host: x", "Connection: close", "", "");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusalFollowsEarlierResponses() {
        assertThat(RawHttp.sendTo(
                        jar.port(),
                        "GET /api/tags HTTP/1.1",
                        "Host: x",
                        "",
                        "GET /api/tags HTTP/1.1",
                        "Host: x",
                        "Host: y",
                        "",
                        ""))
                .startsWith("HTTP/1.1 200 ")
                .contains("HTTP/1.1 400 ");
    }

    private static void send(Socket socket, String... lines) throws IOException {
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as(text.toString()).isNotNegative();
            text.append((char) octet);
        }
        return text.toString();
    }

    /** A forged Host header appears in no response, so that no client and no shared cache sees it. */
    @Test
    void hostHeaderIsNotReflected() {
        String name = "made-up-host-" + System.nanoTime();
        assertThat(RawHttp.sendTo(
                        jar.port(),
                        "PUT /api/articles/" + name + " HTTP/1.1",
                        "Host: made-up.example",
                        "Authorization: Bearer " + AppProcess.KEY,
                        "X-Forwarded-For: 203.0.113.9",
                        "X-Forwarded-Host: made-up.example",
                        "Connection: close",
                        "Content-Type: text/markdown",
                        "Content-Length: 12",
                        "",
                        "# Hello\n\nYou"))
                .startsWith("HTTP/1.1 201 ")
                .contains("Location: /api/articles/" + name)
                .doesNotContain("made-up.example");
        assertThat(RawHttp.sendTo(
                        jar.port(),
                        "GET /api/audit?article=" + name + " HTTP/1.1",
                        "Host: x",
                        "Authorization: Bearer " + AppProcess.KEY,
                        "Connection: close",
                        "",
                        ""))
                .contains("203.0.113.9");
    }

    private static void assertRefused(String response, int status, String code) {
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json", "\"code\":\"" + code + "\"");
    }
}
