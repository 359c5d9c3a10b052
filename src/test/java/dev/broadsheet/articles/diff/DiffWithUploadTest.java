package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares an uploaded version with a stored one. */
@QuarkusTest
class DiffWithUploadTest {

    private String path = "";

    @BeforeEach
    void anArticle() {
        path = Sample.path(Sample.live("energy"));
    }

    @Test
    void uploadOfWhatWasReadIsIdenticalInEveryFormat() {
        JsonNode copy = Api.admin().get(path + "?version=draft").expect(200).json();
        assertThat(identical(Api.admin().post(path + "/diff", copy.toString()))).isTrue();
        String file = Api.admin()
                .accept("text/markdown")
                .get(path + "?version=draft")
                .expect(200)
                .text();
        assertThat(identical(Api.admin().send("POST", path + "/diff", "text/markdown", file)))
                .isTrue();
        assertThat(identical(Api.admin().send("POST", path + "/diff", null, file)))
                .isTrue();
        JsonNode old = Api.admin().get(path + "/revisions/1").expect(200).json();
        Api.admin().patch(path, "{\"title\": \"Later\", \"body\": \"Other\"}").expect(200);
        assertThat(identical(Api.admin().post(path + "/diff?from=1", old.toString())))
                .isTrue();
        assertThat(identical(Api.admin().send("POST", path + "/diff?from=live", "text/markdown", file)))
                .isTrue();
    }

    @Test
    void diffEqualsTheDiffAfterTheWrite() {
        String json =
                "{\"title\": \"Other\", \"body\": \"The talks broke up *early on Friday*.\", \"tags\": [\"energy\"]}";
        JsonNode sent = Api.admin().post(path + "/diff", json).expect(200).json();
        assertThat(sent.at("/to/version").asText()).isEqualTo("sent");
        assertThat(sent.path("warnings").isArray()).isTrue();
        Api.admin().put(path, json).expect(200);
        JsonNode made = Api.admin().get(path + "/diff").expect(200).json();
        assertThat(sent.path("members")).isEqualTo(made.path("members"));
        assertThat(sent.path("body")).isEqualTo(made.path("body"));
        assertThat(made.path("members").findValuesAsText("pointer"))
                .containsExactly("/kicker", "/title", "/summary", "/authors", "/section");
    }

    @Test
    void markdownAndHtmlCanBeCompared() {
        ApiResponse file = Api.admin()
                .accept("text/plain")
                .send("POST", path + "/diff", "text/markdown", Sample.story("Another title", "energy, iraq"));
        assertThat(file.expect(200).text())
                .contains("\n+++ ", ".md\tsent\n", "\n+title: \"Another title\"\n", "\n+- \"iraq\"\n");
        ApiResponse page = Api.admin()
                .accept("text/html")
                .send(
                        "POST",
                        path + "/diff",
                        "text/html",
                        "<h1>A page</h1><p>The talks broke up.</p><script>x</script>");
        assertThat(page.expect(200).text())
                .contains("to <ins>sent</ins>", "<ins>A page</ins>")
                .doesNotContain("<script");
        DiffView diff = Api.admin()
                .send(
                        "POST",
                        path + "/diff",
                        "text/html",
                        "<h1>A page</h1><p>The talks broke up.</p><script>x</script>")
                .expect(200)
                .as(DiffView.class);
        assertThat(diff.warnings()).extracting(Warning::code).contains("title-from-heading", "element-dropped");
    }

    @Test
    void nothingIsStored() {
        String tag = Sample.name("Brand new");
        String etag = String.valueOf(
                Sample.workingCopy(path.substring(path.lastIndexOf('/') + 1)).header("ETag"));
        JsonNode diff = Api.admin()
                .post(
                        path + "/diff",
                        "{\"title\": \"x\", \"slug\": \"never-claimed\", \"tags\": [\"energy\", \"" + tag
                                + "\"], \"section\": {\"slug\": \"new-section\", \"name\": \"New section\"}, \"status\": \"archived\"}")
                .expect(200)
                .json();
        assertThat(diff.toString())
                .contains("\"added\":[{\"slug\":\"" + dev.broadsheet.kernel.Slug.of(tag) + "\",\"name\":\"" + tag
                        + "\"}]");
        assertThat(diff.findValuesAsText("pointer")).contains("/section", "/slug");
        Api.admin().get("/api/tags/" + dev.broadsheet.kernel.Slug.of(tag)).problem(ProblemCode.NOT_FOUND);
        Api.admin().get("/api/sections/new-section").problem(ProblemCode.NOT_FOUND);
        Api.admin().get(Sample.path("never-claimed") + "?version=draft").problem(ProblemCode.NOT_FOUND);
        assertThat(Api.admin().get(path + "?version=draft").header("ETag")).isEqualTo(etag);
        Api.anonymous().get(path).expect(200);
    }

    @Test
    void invalidUploadIsRefusedAsByPut() {
        assertThat(Api.admin()
                        .post(
                                path + "/diff",
                                "{\"titel\": \"x\", \"publishedAt\": \"yesterday\", \"tags\": [{\"id\": \"019b0000-0000-7000-8000-000000000000\"}]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::code)
                .containsExactlyInAnyOrder("unknown-member", "invalid-date", "unknown-tag");
        Api.admin().send("POST", path + "/diff", "image/png", "x").problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        Api.admin().post(path + "/diff", "{").problem(ProblemCode.MALFORMED);
    }

    private static boolean identical(ApiResponse response) {
        DiffView diff = response.expect(200).as(DiffView.class);
        assertThat(diff.members()).isEmpty();
        assertThat(diff.body().changes()).isEmpty();
        return diff.identical();
    }
}
