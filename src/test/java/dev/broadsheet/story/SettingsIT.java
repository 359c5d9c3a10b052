package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that the other tests leave at their defaults. Runs against the jar. */
@Tag("thorough")
class SettingsIT {

    private static final Path DATA = Path.of("target", "settings-test");
    private static final Path LOG = Path.of("target", "settings-test.log");
    private static final String RUN = Long.toString(System.nanoTime(), 36);
    private static final String ARTICLE = "/api/articles/corrected-" + RUN;
    private static final JsonMapper JSON = new JsonMapper();

    private static AppProcess jar;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(
                        DATA,
                        LOG,
                        Map.of(
                                "BROADSHEET_PAST_HIDE_CORRECTIONS", "true",
                                "BROADSHEET_SITE_SLUGS_BY_LOCALE", "true",
                                "BROADSHEET_SITE_LOCALE", "de"))
                .awaitReady(LOG);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** {@code broadsheet.past.hide-corrections}. */
    @Test
    void correctedPastNeedsAKey() throws Exception {
        String wrong = write(jar, "Wrong");
        assertThat(read(jar, wrong, null).statusCode()).isEqualTo(200);
        String right = write(jar, "Right");
        HttpResponse<String> refused = read(jar, wrong, null);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(refused.body()).contains("corrected since").doesNotContain("Wrong");
        assertThat(read(jar, right, null).body()).contains("Right");
        assertThat(read(jar, wrong, AppProcess.KEY).body()).contains("Wrong");
    }

    /**
     * {@code broadsheet.site.slugs-by-locale}: an article's slug follows its locale, a term's slug the locale of the
     * site.
     */
    @ParameterizedTest
    @CsvSource({
        "'', groesse-der-oelmuehle",
        "de-CH, groesse-der-oelmuehle",
        "en, grosse-der-olmuhle",
    })
    void slugsFollowTheRulesOfTheLanguage(String locale, String slug) throws Exception {
        String run = RUN + locale.toLowerCase(Locale.ROOT).replace("-", "");
        String file = """
                ---
                title: %s Größe der Ölmühle
                %s
                tags: [%s Ölmühle]
                authors: [%s Jörg Köhler]
                status: published
                ---
                Text.
                """.formatted(run, locale.isEmpty() ? "" : "locale: " + locale, run, run);
        HttpRequest upload = request(jar, "/api/articles", AppProcess.KEY)
                .header("Content-Type", "text/markdown")
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build();
        JsonNode article = JSON.readTree(
                http.send(upload, HttpResponse.BodyHandlers.ofString()).body());
        assertThat(article.path("slug").asText()).isEqualTo(run + "-" + slug);
        assertThat(article.at("/tags/0/slug").asText()).isEqualTo(run + "-oelmuehle");
        assertThat(article.at("/authors/0/slug").asText()).isEqualTo(run + "-joerg-koehler");
        String list = http.send(
                        request(jar, "/api/articles?fields=slug&tag=" + run + "-oelmuehle", null)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(JSON.readTree(list).at("/data/0/slug").asText()).isEqualTo(run + "-" + slug);
    }

    /** Returns the time at which it was published. */
    private String write(AppProcess jar, String title) throws Exception {
        String body = "{\"title\": \"%s\", \"body\": \"Text.\", \"status\": \"published\"}".formatted(title);
        HttpRequest request = request(jar, ARTICLE, AppProcess.KEY)
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

    private HttpResponse<String> read(AppProcess jar, String at, @Nullable String key) throws Exception {
        return http.send(request(jar, ARTICLE + "?at=" + at, key).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(AppProcess jar, String path, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }
}
