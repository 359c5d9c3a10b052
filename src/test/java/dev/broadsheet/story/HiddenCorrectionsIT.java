package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.Jar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code broadsheet.past.hide-corrections}, against the jar. */
@Tag("thorough")
class HiddenCorrectionsIT {

    private static final Path DATA = Path.of("target", "corrections-test");
    private static final Path LOG = Path.of("target", "corrections-test.log");
    private static final String ARTICLE = "/api/articles/corrected-" + System.nanoTime();
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatHasBeenCorrectedNeedsAKey() throws Exception {
        Files.deleteIfExists(LOG);
        Jar jar = Jar.start(DATA, LOG, Map.of("BROADSHEET_PAST_HIDE_CORRECTIONS", "true"));
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(LOG).contains("Broadsheet is ready"));
            String wrong = write(jar, "Wrong");
            assertThat(read(jar, wrong, null).statusCode()).isEqualTo(200);
            String right = write(jar, "Right");
            HttpResponse<String> refused = read(jar, wrong, null);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(refused.body()).contains("corrected since").doesNotContain("Wrong");
            assertThat(read(jar, right, null).body()).contains("Right");
            assertThat(read(jar, wrong, Jar.KEY).body()).contains("Wrong");
        } finally {
            jar.process().destroy();
            jar.process().waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** Answers the moment when it went live. */
    private String write(Jar jar, String title) throws Exception {
        String body = "{\"title\": \"%s\", \"body\": \"Text.\", \"status\": \"published\"}".formatted(title);
        HttpRequest request = request(jar, ARTICLE, Jar.KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isIn(200, 201);
        JsonNode live =
                JSON.readTree(http.send(request(jar, ARTICLE, null).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
        return live.path("updatedAt").asText();
    }

    private HttpResponse<String> read(Jar jar, String at, @Nullable String key) throws Exception {
        return http.send(request(jar, ARTICLE + "?at=" + at, key).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Jar jar, String path, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }
}
