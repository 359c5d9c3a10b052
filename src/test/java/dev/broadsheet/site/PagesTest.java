package dev.broadsheet.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Answer;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The pages for people, and the same facts for programs. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Api curl = Api.anonymous().accept("*/*");
    private final Api browser = Api.anonymous().accept(BROWSER);

    @Test
    void homeIsJsonForCurlAndHtmlForBrowsers() {
        Answer json = curl.header("Host", "news.example:8443").get("/").expect(200);
        Home home = json.as(Home.class);
        assertThat(home.name()).isEqualTo("Broadsheet");
        assertThat(home.start())
                .allSatisfy(step ->
                        assertThat(step.curl()).contains("http://localhost:").doesNotContain("news.example"));
        assertThat(home.links().get("openapi")).matches("http://localhost:[0-9]+/q/openapi");
        assertThat(json.header("Vary")).isEqualTo("Accept");

        Answer html = browser.get("/").expect(200);
        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(html.text())
                .contains("<h1>Broadsheet</h1>")
                .contains("/q/swagger-ui")
                .contains("curl ");
        assertThat(html.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void everyProblemHasItsPage() {
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(curl.get(code.page()).expect(200).json().get("code").textValue())
                    .isEqualTo(code.code());
            assertThat(browser.get(code.page()).expect(200).text()).contains("<code>" + code.code() + "</code>");
        }
        assertThat(curl.get("/problems").expect(200).json()).hasSize(ProblemCode.values().length);
        assertThat(browser.get("/problems").expect(200).text()).contains("/problems/not-found");
        curl.get("/problems/none").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void linkedPagesAreThere() {
        for (String path : new String[] {
            "/q/openapi", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/swagger-ui/"
        }) {
            Api.anonymous().get(path).expect(200);
        }
    }
}
