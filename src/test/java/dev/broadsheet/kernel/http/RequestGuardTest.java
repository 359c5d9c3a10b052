package dev.broadsheet.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Requests that are refused before RESTEasy is reached, and valid ones that look similar. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RequestGuardTest {

    @Test
    void announcedExcessIsRefusedWithoutReading() {
        assertThat(RawHttp.send(
                        "POST /specimen/stream HTTP/1.1",
                        "Host: x",
                        "Content-Type: application/octet-stream",
                        "Content-Length: 4194305",
                        "Expect: 100-continue",
                        "",
                        ""))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json")
                .contains("4 MiB");
    }

    @Test
    void chunkedExcessIsRefused() {
        String chunk = "100000\r\n" + "a".repeat(0x100000) + "\r\n";
        assertThat(RawHttp.send(
                        "POST /specimen/stream HTTP/1.1",
                        "Host: x",
                        "Connection: close",
                        "Content-Type: application/octet-stream",
                        "Transfer-Encoding: chunked",
                        "",
                        chunk.repeat(5) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json")
                .contains("4 MiB");
    }

    @Test
    void undecodableUrlIsRefused() {
        for (String url : new String[] {"/api/%zz", "/api/me?q=%zz", "/api/%c3%28", "/api/%00"}) {
            assertThat(RawHttp.send("GET " + url + " HTTP/1.1", "Host: x", "Connection: close", "", ""))
                    .as(url)
                    .matches("(?s)HTTP/1.1 (400|404) .*application/problem\\+json.*");
        }
    }

    @Test
    void missingHostIsRefused() {
        assertThat(RawHttp.send("GET /api/me HTTP/1.1", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
    }
}
