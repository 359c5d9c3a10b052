package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.testkit.AppProcess;
import dev.broadsheet.testkit.SelfSignedCertificate;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TLS with a certificate named in the environment, as docker/operations.md describes it. */
class TlsIT {

    private static final Path DATA = Path.of("target", "tls-test");
    private static final Path LOG = Path.of("target", "tls-test.log");

    @Test
    void http2IsServedAndPlainRequestsAreRedirected() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.in(Path.of("target", "tls-test-certificate"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.deleteIfExists(LOG);
        AppProcess jar = AppProcess.start(
                DATA,
                LOG,
                Map.of(
                        "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                                certificate.certificate().toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                                certificate.key().toString(),
                        "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
                        "QUARKUS_HTTP_INSECURE_REQUESTS", "redirect"));
        try {
            String secure = "https://localhost:" + port;
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(LOG).contains("Broadsheet is ready: " + secure));
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(certificate.trusting())
                    .version(HttpClient.Version.HTTP_2)
                    .build();

            HttpResponse<String> response = get(client, secure + "/api/articles");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);

            // HTTP/1.1, because Quarkus' redirect finds no Host header in an HTTP/2 request and responds with 404.
            HttpClient first =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpResponse<String> sent = get(first, "http://localhost:" + jar.port() + "/api/articles?limit=3");
            assertThat(sent.statusCode()).isBetween(301, 308);
            assertThat(sent.headers().firstValue("Location")).hasValue(secure + "/api/articles?limit=3");
        } finally {
            jar.process().destroy();
            jar.process().waitFor();
        }
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
