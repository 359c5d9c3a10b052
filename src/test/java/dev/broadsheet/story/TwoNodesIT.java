package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import dev.broadsheet.testkit.NetworkCut;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database; the connection of the second one can be cut. Runs against the jar. */
class TwoNodesIT {

    private static final Path DATA = Path.of("target", "two-nodes-test");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String article = "/api/articles/told-" + run;
    private final String list = "/api/articles?count=exact&tag=told-" + run;
    private AppProcess one;
    private AppProcess other;
    private NetworkCut network;

    @BeforeEach
    void start() throws Exception {
        one = start("one", Map.of());
        Path postgres = DATA.resolve("one").resolve("postgres");
        network = new NetworkCut(
                Integer.parseInt(Files.readString(postgres.resolve("port")).strip()));
        other = start(
                "other",
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:" + network.port() + "/broadsheet",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "broadsheet",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        Files.readString(postgres.resolve("password")).strip()));
    }

    private static AppProcess start(String name, Map<String, String> environment) throws Exception {
        Path log = DATA.resolve(name + ".log");
        Files.createDirectories(DATA);
        Files.deleteIfExists(log);
        AppProcess jar = AppProcess.start(DATA.resolve(name), log, environment).awaitReady(log);
        return jar;
    }

    @AfterEach
    void stop() throws Exception {
        for (AppProcess jar : new AppProcess[] {other, one}) {
            jar.process().destroy();
            assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        network.close();
    }

    @Test
    void writeOnOneNodeIsVisibleOnTheOther() throws Exception {
        write(one, "First");
        awaitHit(other, article);
        awaitHit(other, list);
        write(one, "Second");
        awaitTitle(other, "Second");
        await().until(() -> read(other, list).body().contains("Second"));
        // The other direction, including a count that isn't shown.
        awaitHit(one, list + "&offset=1");
        assertThat(send(other, "DELETE", article + "/publication", null).statusCode())
                .isEqualTo(204);
        await().until(() -> JSON.readTree(read(one, list + "&offset=1").body())
                        .at("/page/total")
                        .asInt()
                == 0);
        await().until(() -> read(one, article).statusCode() == 410);
    }

    /** A revocation takes effect within a second, and a node that can't hear of one doesn't trust its memory. */
    @Test
    void revokedKeyIsRefusedOnTheOtherNode() throws Exception {
        JsonNode created = JSON.readTree(send(one, "POST", "/api/keys", "{\"name\": \"leaver\", \"role\": \"reader\"}")
                .body());
        String token = created.path("key").asText();
        assertThat(me(one, token)).isEqualTo(200);
        assertThat(me(other, token)).isEqualTo(200);
        assertThat(send(one, "DELETE", "/api/keys/" + created.path("id").asText(), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(me(one, token)).isEqualTo(401);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(1))
                .until(() -> me(other, token) == 401);
        assertThat(me(other, AppProcess.KEY)).isEqualTo(200);
        network.cut();
        await().until(() -> me(other, AppProcess.KEY) == 503);
    }

    private int me(AppProcess node, String token) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/api/me"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void disconnectedNodeServesStaleResponses() throws Exception {
        write(one, "Before");
        awaitHit(other, article);
        String ending = "/api/articles/ending-" + run;
        String end = Instant.now().plusSeconds(3).toString();
        assertThat(send(
                                one,
                                "PUT",
                                ending,
                                "{\"title\": \"Ends\", \"body\": \"Text.\", \"status\": \"published\", \"expireAt\": \"%s\"}"
                                        .formatted(end))
                        .statusCode())
                .isEqualTo(201);
        await().until(() -> read(other, ending).statusCode() == 200);
        network.cut();
        await().until(() -> status(read(other, article)).contains("detail=stale"));
        // An article that has expired isn't served stale.
        await().until(() -> read(other, ending).statusCode() == 503);
        HttpResponse<String> stale = read(other, article);
        assertThat(stale.body()).contains("Before");
        assertThat(stale.headers().firstValue("Cache-Control").orElse("")).contains("max-age=0");
        HttpResponse<String> refused = send(other, "PUT", article, "{\"title\": \"No\", \"body\": \"Text.\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(read(other, "/api/articles/never-asked-" + run).statusCode()).isEqualTo(503);
        write(one, "Meanwhile");
        network.mend();
        // The first response that isn't marked as stale must be the new one.
        await().until(() -> {
            HttpResponse<String> response = read(other, article);
            if (response.statusCode() != 200 || status(response).contains("stale")) {
                return false;
            }
            assertThat(response.body()).contains("Meanwhile");
            return true;
        });
        await().until(() -> send(other, "PUT", article, "{\"title\": \"Yes\", \"body\": \"Text.\"}")
                        .statusCode()
                == 200);
    }

    private void write(AppProcess node, String title) throws Exception {
        String body = "{\"title\": \"%s\", \"body\": \"Text.\", \"tags\": [\"told-%s\"], \"status\": \"published\"}"
                .formatted(title, run);
        assertThat(send(node, "PUT", article, body).statusCode()).isIn(200, 201);
    }

    private void awaitHit(AppProcess node, String path) {
        await().until(() -> status(read(node, path)).startsWith("broadsheet; hit"));
    }

    private void awaitTitle(AppProcess node, String title) {
        await().until(() ->
                JSON.readTree(read(node, article).body()).path("title").asText().equals(title));
    }

    private static String status(HttpResponse<String> response) {
        return response.headers().firstValue("Cache-Status").orElse("");
    }

    private HttpResponse<String> read(AppProcess node, String path) throws Exception {
        return http.send(request(node, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(
            AppProcess node, String method, String path, @org.jspecify.annotations.Nullable String body)
            throws Exception {
        return http.send(
                request(node, path)
                        .header("Authorization", "Bearer " + AppProcess.KEY)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(AppProcess node, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30));
    }
}
