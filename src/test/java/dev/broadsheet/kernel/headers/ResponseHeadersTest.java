package dev.broadsheet.kernel.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that every response has, with the default settings. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResponseHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/articles",
                "/api/articles", // from the cache
                "/api/articles/no-such-article",
                "/api/articles?unknown=1",
                "/api/me",
                "/api/keys",
                "/files/nothing/original",
                "/nowhere",
                "/q/health",
                "/q/metrics",
                "/q/openapi"
            })
    void dataRunsNothing(String path) {
        ApiResponse response = Api.anonymous().get(path);
        assertThat(response.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.header("Set-Cookie")).isNull();
        assertThat(response.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void pagesKeepTheirPolicies() {
        assertThat(Api.anonymous().accept("text/html").get("/").header("Content-Security-Policy"))
                .contains("style-src 'unsafe-inline'", "frame-ancestors 'none'");
        assertThat(Api.anonymous().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .isEqualTo("frame-ancestors 'none'");
        String picture = Sample.picture("");
        ApiResponse file = Api.admin().get("/files/" + picture + "/original");
        assertThat(file.header("Content-Security-Policy")).isEqualTo("sandbox");
        assertThat(file.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    }
}
