package dev.broadsheet.kernel.request.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Bodies that never end, are too large or are refused unread. The tests' idle timeout is two seconds. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SlowBodyTest {

    @Test
    void unfinishedBodyIsClosed() {
        assertThat(RawHttp.send(
                        "POST /api/articles/query HTTP/1.1",
                        "Host: x",
                        "Content-Type: application/json",
                        "Content-Length: 100",
                        "",
                        "{\"limit\": "))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .contains("application/problem+json", "\"code\":\"request-timeout\"");
    }

    @Test
    void unfinishedBodyInAFileIsClosed() {
        assertThat(RawHttp.send(
                        "PUT /api/articles/slow HTTP/1.1",
                        "Host: x",
                        "Authorization: Bearer " + Api.ADMIN_KEY,
                        "Content-Type: application/json",
                        "Content-Length: 1000000",
                        "",
                        " ".repeat(500_000)))
                .startsWith("HTTP/1.1 408 ");
        assertThat(Api.anonymous().get("/q/metrics").text())
                .contains("broadsheet_body_disk_bytes 0.0", "broadsheet_body_receiving_bytes 0.0");
    }

    @Test
    void unwantedBodyIsNotRead() {
        String both = RawHttp.send(
                "PUT /api/articles/slow HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Content-Length: 1000000",
                "",
                " ".repeat(1_000_000) + "GET /api/tags HTTP/1.1",
                "Host: x",
                "Connection: close",
                "",
                "");
        assertThat(both).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 OK");
    }

    @Test
    void unwantedEndlessBodyIsClosed() {
        assertThat(RawHttp.send(
                        "PUT /api/articles/slow HTTP/1.1",
                        "Host: x",
                        "Content-Type: application/json",
                        "Content-Length: 1000000",
                        "",
                        " "))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void queryBodiesAreLimited() {
        String query = "{\"q\": \"" + "a".repeat(64 * 1024) + "\"}";
        assertThat(Api.anonymous()
                        .post("/api/articles/query", query)
                        .problem(ProblemCode.TOO_LARGE)
                        .detail())
                .contains("64 KiB");
        for (String path : new String[] {
            "/api/articles/query/", "/api/articles//query", "/api/articles/quer%79", "/api/articles/query;a"
        }) {
            assertThat(Api.anonymous().post(path, query).status()).as(path).isIn(404, 413);
        }
    }

    @Test
    void bodySentByteByByteArrivesUnchanged() {
        String title = "Chunks " + System.nanoTime();
        StringBuilder body = new StringBuilder();
        for (char letter : ("{\"title\": \"" + title + "\"}").toCharArray()) {
            body.append("1\r\n").append(letter).append("\r\n");
        }
        assertThat(RawHttp.send(
                        "POST /api/articles HTTP/1.1",
                        "Host: x",
                        "Connection: close",
                        "Authorization: Bearer " + Api.ADMIN_KEY,
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Transfer-Encoding: chunked",
                        "",
                        body + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 100 Continue")
                .contains("HTTP/1.1 201 ", title);
    }
}
