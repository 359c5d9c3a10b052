package dev.broadsheet.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * HTTP/2 without TLS: with prior knowledge, as proxies use it, and by upgrade. An error response ends one stream only.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class Http2Test {

    private static final int EXCESS = 4 * 1024 * 1024 + 1;

    private record Reply(HttpConnection connection, HttpVersion version, int status, MultiMap headers, String body) {

        /** Asserts a problem response without the headers that HTTP/2 forbids (RFC 9113 section 8.2.2). */
        Reply refusedWith(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(headers.get("Content-Type")).isEqualTo("application/problem+json");
            assertThat(headers.names().stream().map(String::toLowerCase))
                    .doesNotContain("connection", "keep-alive", "transfer-encoding");
            return this;
        }
    }

    @Inject
    Vertx vertx;

    private HttpClient client;

    @BeforeEach
    void open() {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void priorKnowledgeIsSupported() {
        Reply reply = get("/api/articles");
        assertThat(reply.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void upgradeIsSupported() throws Exception {
        HttpResponse<String> response = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/articles"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void announcedExcessIsRefused() {
        Reply reply = send(HttpMethod.POST, "/specimen/stream", request -> {
            request.putHeader("Content-Type", "application/octet-stream");
            request.end(Buffer.buffer(new byte[EXCESS]));
        });
        assertThat(reply.refusedWith(413).body()).contains("4 MiB");
        assertGoesOn(reply);
    }

    @Test
    void announcedExcessIsRefusedBeforeContinue() {
        Reply reply = send(HttpMethod.POST, "/specimen/stream", request -> {
            request.putHeader("Content-Type", "application/octet-stream")
                    .putHeader("Content-Length", String.valueOf(EXCESS))
                    .putHeader("Expect", "100-continue");
            request.sendHead();
        });
        assertThat(reply.refusedWith(413).body()).contains("4 MiB");
        assertGoesOn(reply);
    }

    @Test
    void unannouncedExcessIsRefused() {
        Reply reply = send(HttpMethod.POST, "/specimen/stream", request -> {
            request.putHeader("Content-Type", "application/octet-stream").setChunked(true);
            request.write(Buffer.buffer(new byte[EXCESS]));
            request.end();
        });
        assertThat(reply.refusedWith(413).body()).contains("4 MiB");
        assertGoesOn(reply);
    }

    /** Two bodies together exceed the flow-control window of a connection, 65,535 bytes. */
    @Test
    void waitingBodyReleasesTheWindow() {
        Consumer<HttpClientRequest> body = request ->
                request.putHeader("Content-Type", "application/octet-stream").end(Buffer.buffer(new byte[60_000]));
        Future<Reply> late = ask(HttpMethod.POST, "/specimen/late", body);
        assertThat(send(HttpMethod.POST, "/specimen/stream", body).status()).isEqualTo(200);
        assertThat(late.isComplete()).isFalse();
        SpecimenResource.LATE.complete(Map.of());
        assertThat(late.toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(Reply::status)
                .isEqualTo(200);
    }

    @Test
    void undecodableUrlIsRefused() {
        assertGoesOn(get("/api/me?q=%zz").refusedWith(400));
    }

    @Test
    void failingResponseIsReset() {
        Future<Reply> broken = ask(HttpMethod.GET, "/specimen/half", HttpClientRequest::end);
        assertThat(outcome(broken)).isInstanceOfAny(IOException.class, VertxException.class);
    }

    /** Asserts that the same connection serves the next request. */
    private void assertGoesOn(Reply before) {
        Reply next = get("/api/articles");
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.connection()).isSameAs(before.connection());
    }

    private Reply get(String path) {
        return send(HttpMethod.GET, path, HttpClientRequest::end);
    }

    private Reply send(HttpMethod method, String path, Consumer<HttpClientRequest> sent) {
        try {
            return ask(method, path, sent)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static Throwable outcome(Future<?> future) {
        try {
            return new AssertionError("Answered: "
                    + future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        } catch (ExecutionException failure) {
            return Objects.requireNonNull(failure.getCause());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Ignores failures to send the body: the server may reset the stream early, so only the response counts. */
    private Future<Reply> ask(HttpMethod method, String path, Consumer<HttpClientRequest> sent) {
        return client.request(method, RestAssured.port, "localhost", path).compose(request -> {
            Future<Reply> reply = request.response()
                    .compose(response -> response.body()
                            .map(body -> new Reply(
                                    request.connection(),
                                    response.version(),
                                    response.statusCode(),
                                    response.headers(),
                                    body.toString())));
            sent.accept(request);
            return reply;
        });
    }
}
