package dev.broadsheet.writes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableChecksums;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DryRunTest {

    @Inject
    TableChecksums tables;

    @Test
    void dryRunChangesNoRow() {
        String live = Sample.live("energy, iraq");
        String draft = Sample.draft("Dry run");
        String path = Sample.path(draft);
        String block = Sample.workingCopy(draft).json().at("/body/blocks/0/key").asText();
        List<Supplier<ApiResponse>> writes = List.of(
                () -> Api.admin()
                        .header("Idempotency-Key", Sample.name("dry-run"))
                        .post("/api/articles?dryRun=true", article("Never made")),
                () -> Api.admin().put(Sample.path(Sample.name("never")) + "?dryRun=true", article("Never made")),
                () -> Api.admin().put(path + "?dryRun=true", article("Other")),
                () -> Api.admin().patch(path + "?dryRun=true", "{\"title\": \"Other\", \"tags\": [\"brand new\"]}"),
                () -> Api.admin().delete(path + "?dryRun=true"),
                () -> Api.admin().delete(Sample.path(live) + "?permanent=true&dryRun=true"),
                () -> Api.admin().put(path + "/publication?dryRun=true", "{}"),
                () -> Api.admin().delete(Sample.path(live) + "/publication?dryRun=true"),
                () -> Api.admin().post(path + "/blocks?dryRun=true", "{\"type\": \"divider\"}"),
                () -> Api.admin().delete(path + "/blocks/" + block + "?dryRun=true"),
                () -> Api.admin().send("PUT", path + "/tags/oil?dryRun=true", null, null),
                () -> Api.admin().send("PUT", path + "/lock?dryRun=true", null, null),
                () -> Api.admin().post("/api/tags?dryRun=true", "{\"name\": \"" + Sample.name("Dry run tag") + "\"}"),
                () -> Api.admin().patch("/api/tags/energy?dryRun=true", "{\"name\": \"Power\"}"),
                () -> Api.admin().delete("/api/tags/energy?force=true&dryRun=true"),
                () -> Api.admin()
                        .post("/api/articles/batch?dryRun=true", "[{\"op\":\"create\",\"data\":{\"title\":\"x\"}}]"),
                () -> Api.admin()
                        .post(
                                "/api/articles/batch?atomic=true&dryRun=true",
                                "[{\"op\":\"create\",\"data\":{\"title\":\"x\"}}]"));
        tables.assertUnchangedBy(writes);
        Api.anonymous().get(Sample.path(live)).expect(200);
    }

    @Test
    void dryRunReturnsTheResponseOfTheWrite() {
        String slug = Sample.draft("Dry run");
        ApiResponse response = Api.admin()
                .patch(Sample.path(slug) + "?dryRun=true", "{\"title\": \"After\", \"status\": \"published\"}")
                .expect(200);
        ApiResponse real = Api.admin()
                .patch(Sample.path(slug), "{\"title\": \"After\", \"status\": \"published\"}")
                .expect(200);
        assertThat(response.header("ETag")).isEqualTo(real.header("ETag"));
        JsonNode dryRun = response.json().path("dryRun");
        assertThat(dryRun.path("status").asInt()).isEqualTo(200);
        assertThat(dryRun.path("events").findValuesAsText("type"))
                .containsExactly("article.revised", "article.published");
        assertThat(dryRun.at("/diff/members/0/pointer").asText()).isEqualTo("/title");
        assertThat(dryRun.at("/diff/members/0/after").asText()).isEqualTo("After");
        assertThat(dryRun.at("/diff/body/changes")).isEmpty();
        for (String member : List.of("title", "status", "live", "revision", "body", "slug")) {
            assertThat(response.json().path(member))
                    .as(member)
                    .isEqualTo(real.json().path(member));
        }
        assertThat(real.json().has("dryRun")).isFalse();
    }

    @Test
    void dryRunIsRefusedLikeTheWrite() {
        String slug = Sample.draft("Refused");
        Api.admin()
                .patch(Sample.path(slug) + "?dryRun=true", "{\"titel\": \"x\"}")
                .problem(ProblemCode.INVALID);
        Api.admin()
                .header("If-Match", "\"r9.9\"")
                .patch(Sample.path(slug) + "?dryRun=true", "{\"title\": \"x\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().patch(Sample.path(slug) + "?dryRun=yes", "{}").problem(ProblemCode.INVALID_PARAMETER);
        Api.anonymous().patch(Sample.path(slug) + "?dryRun=true", "{}").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void dryRunOfA204ListsItsEvents() {
        String slug = Sample.live("energy");
        JsonNode dryRun = Api.admin()
                .delete(Sample.path(slug) + "/publication?dryRun=true")
                .expect(200)
                .json()
                .path("dryRun");
        assertThat(dryRun.path("status").asInt()).isEqualTo(204);
        assertThat(dryRun.path("events").findValuesAsText("type")).containsExactly("article.unpublished");
    }

    private static String article(String title) {
        return "{\"title\": \"%s\", \"body\": \"Text.\", \"tags\": [\"brand new\"], \"status\": \"published\"}"
                .formatted(title);
    }
}
