package dev.broadsheet.writes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PreferHeaderTest {

    @Test
    void minimalReturnsHeadersOnly() {
        Api minimal = Api.admin().header("Prefer", "return=minimal");
        ApiResponse made =
                minimal.post("/api/articles", "{\"title\": \"Quiet\"}").expect(201);
        assertThat(made.text()).isEmpty();
        assertThat(made.header("Location")).contains("/api/articles/quiet");
        assertThat(made.header("ETag")).isEqualTo("\"r1.0\"");
        assertThat(made.header("Preference-Applied")).isEqualTo("return=minimal");
        String path = Sample.path(Sample.draft("Quiet as well"));
        assertThat(minimal.patch(path, "{\"title\": \"x\"}").expect(204).header("ETag"))
                .isEqualTo("\"r2.0\"");
    }

    @Test
    void minimalStillReportsWarnings() {
        JsonNode response = Api.admin()
                .header("Prefer", "return=minimal, handling=lenient")
                .post("/api/articles", "{\"title\": \"x\", \"body\": {\"html\": \"<p>a</p><script>b</script>\"}}")
                .expect(201)
                .json();
        assertThat(response.properties()).hasSize(1);
        assertThat(response.path("warnings").findValuesAsText("code")).containsExactly("element-dropped");
    }

    @Test
    void representationAddsABody() {
        String slug = Sample.live("energy");
        ApiResponse down = Api.admin()
                .header("Prefer", "return=representation")
                .delete(Sample.path(slug) + "/publication")
                .expect(200);
        assertThat(down.publication().status()).isEqualTo(ArticleStatus.DRAFT);
        assertThat(down.header("Preference-Applied")).isEqualTo("return=representation");
    }

    @Test
    void strictTurnsWarningsIntoFaults() {
        String body = "{\"title\": \"x\", \"body\": {\"html\": \"<p>a</p><script>b</script>\"}}";
        Api.admin()
                .header("Prefer", "handling=strict")
                .post("/api/articles", body)
                .problem(ProblemCode.INVALID);
    }

    @Test
    void warningsHaveOneShape() {
        String path = Sample.path(Sample.draft("Shapes"));
        assertThat(Api.admin().patch(path, "{}").json().path("warnings").isArray())
                .isTrue();
        assertThat(Api.admin()
                        .post(path + "/blocks", "{\"type\": \"divider\"}")
                        .json()
                        .path("warnings")
                        .isArray())
                .isTrue();
        assertThat(Api.admin()
                        .post("/api/tags", "{\"name\": \"" + Sample.name("Shape") + "\"}")
                        .json()
                        .path("warnings")
                        .isArray())
                .isTrue();
    }
}
