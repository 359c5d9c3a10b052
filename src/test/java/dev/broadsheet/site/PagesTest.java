package dev.broadsheet.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The HTML pages, and the same content as JSON. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Api curl = Api.anonymous().accept("*/*");
    private final Api browser = Api.anonymous().accept(BROWSER);

    @Test
    void homeIsJsonForCurlAndHtmlForBrowsers() {
        ApiResponse json = curl.header("Host", "news.example:8443").get("/").expect(200);
        Home home = json.as(Home.class);
        assertThat(home.name()).isEqualTo("Broadsheet");
        assertThat(home.start())
                .allSatisfy(step ->
                        assertThat(step.curl()).contains("http://localhost:").doesNotContain("news.example"));
        assertThat(home.links().get("openapi")).matches("http://localhost:[0-9]+/q/openapi");
        assertThat(json.header("Vary")).isEqualTo("Accept");

        ApiResponse html = browser.get("/").expect(200);
        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(html.text())
                .contains("<h1>Broadsheet</h1>")
                .contains("/q/swagger-ui")
                .contains("curl ");
        assertThat(html.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void homeShowsWhereTheKeyIs() {
        Home.Key file = HomeResource.key(Path.of("data"));
        assertThat(file.command()).isEqualTo("KEY=$(cat data/admin.key)");
        assertThat(file.description()).contains("data/admin.key", "In production");
        // No path outside the working directory: the page is public.
        assertThat(HomeResource.key(Path.of("/somewhere/else")).toString())
                .contains("KEY=YOUR-KEY", "data folder (BROADSHEET_DATA)")
                .doesNotContain("somewhere");
        // The tests start the app with a key of their own.
        Home home = curl.get("/").expect(200).as(Home.class);
        assertThat(home.key()).isEqualTo(Home.Key.configured());
        assertThat(home.start().get(0).curl()).contains("Bearer $KEY");
        assertThat(browser.get("/").text())
                .contains(home.key().description(), "<code>" + home.key().command() + "</code>");
    }

    /** Also on a narrow screen; a click selects the whole command. */
    @Test
    void commandsAreCopiedCompletely() {
        assertThat(browser.get("/").text())
                .contains("white-space: pre-wrap; overflow-wrap: anywhere;", "user-select: all;")
                .doesNotContain("<script");
    }

    /** The API browser shows tags in the order of the document. */
    @Test
    void apiBrowserOpensAtArticles() {
        JsonNode document =
                Api.anonymous().get("/q/openapi?format=json").expect(200).json();
        List<String> tags = new ArrayList<>();
        document.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        assertThat(tags)
                .containsExactly(
                        "Articles",
                        "Tags",
                        "Authors",
                        "Sections",
                        "Search",
                        "Drafts",
                        "Publishing",
                        "Revisions",
                        "Blocks",
                        "Media",
                        "Locks",
                        "Redirects",
                        "Preview links",
                        "Access",
                        "About");
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).startsWith("/api/articles", "/api/articles/{article}");
        assertThat(document.at("/paths/~1api~1articles").fieldNames())
                .toIterable()
                .startsWith("get", "post");
        assertThat(document.at("/paths/~1api~1articles~1{article}").fieldNames())
                .toIterable()
                .startsWith("get", "put", "patch", "delete");
        assertThat(Api.anonymous().get("/q/swagger-ui/").expect(200).text()).doesNotContain("tagsSorter");
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
    void linkedPagesExist() {
        for (String path : new String[] {
            "/q/openapi", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/swagger-ui/"
        }) {
            Api.anonymous().get(path).expect(200);
        }
    }
}
