package dev.broadsheet.kernel.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.AppProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** CORS, closed pages and TLS only, as docker/operations.md describes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeaderSettingsIT {

    private static final Path LOG = Path.of("target", "header-settings.log");
    private static final String SITE = "https://example.org";

    private final HttpClient http = HttpClient.newHttpClient();
    private AppProcess jar;

    @BeforeAll
    void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(
                        Path.of("target", "header-settings"),
                        LOG,
                        Map.of(
                                "BROADSHEET_CORS_ORIGINS", SITE + ",https://admin.example.org",
                                "BROADSHEET_CORS_METHODS", "GET,HEAD,PATCH",
                                "BROADSHEET_CORS_CREDENTIALS", "true",
                                "BROADSHEET_PAGES_METRICS", "false",
                                "BROADSHEET_PAGES_API_BROWSER", "false",
                                "BROADSHEET_PUBLIC_URL", "https://api.example.org"))
                .awaitReady(LOG);
    }

    @AfterAll
    void stop() throws Exception {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void onlyTheOriginsMayRead() throws Exception {
        for (int i = 0; i < 2; i++) { // The second response comes from the cache.
            HttpResponse<String> known = send("GET", "/api/articles", SITE, null);
            assertThat(header(known, "Access-Control-Allow-Origin")).isEqualTo(SITE);
            assertThat(header(known, "Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(header(known, "Vary")).contains("Origin");
            HttpResponse<String> other = send("GET", "/api/articles", "https://other.example", null);
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(header(other, "Vary")).contains("Origin");
        }
    }

    @Test
    void onlyTheMethodsMayBeUsed() throws Exception {
        HttpResponse<String> preflight = send("OPTIONS", "/api/articles/summit", SITE, "PATCH");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, PATCH");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("If-Match", "Idempotency-Key");
    }

    @Test
    void closedPagesAreNotFound() throws Exception {
        for (String path :
                new String[] {"/q/metrics", "/q/metrics/", "/q/swagger-ui", "/q/swagger-ui/index.html", "//q/metrics"
                }) {
            assertThat(send("GET", path, SITE, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("GET", "/", SITE, null).body()).doesNotContain("swagger-ui", "/q/metrics");
        assertThat(send("GET", "/q/openapi", SITE, null).statusCode()).isEqualTo(200);
    }

    @Test
    void browsersStayWithTls() throws Exception {
        assertThat(header(send("GET", "/api/articles", SITE, null), "Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }

    private HttpResponse<String> send(
            String method, String path, String origin, @org.jspecify.annotations.Nullable String preflight)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
                .header("Origin", origin)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (preflight != null) {
            request.header("Access-Control-Request-Method", preflight);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }
}
