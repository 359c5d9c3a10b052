package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableChecksums;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Repeated and invalid merge requests. */
@QuarkusTest
class TermMergeRequestTest {

    @Inject
    DSLContext sql;

    @Inject
    TableChecksums tables;

    @Test
    void repeatedMergeChangesNothingAndMayRename() {
        String old = Sample.tag();
        String into = Sample.tag();
        String name = Sample.name("Both of them");
        ApiResponse first = Api.admin()
                .post("/api/tags/" + old + "/merge", "{\"into\": \"%s\", \"name\": \"%s\"}".formatted(into, name))
                .expect(200);
        assertThat(first.term().name()).isEqualTo(name);
        ApiResponse second = merge("tags", old, into).expect(200);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(sql.fetchCount(sql.selectOne().from("change").where("kind = 'term.merged' and slug = ?", into)))
                .isEqualTo(1);
    }

    @Test
    void invalidMergesAreRefused() {
        String old = Sample.tag();
        String into = Sample.tag();
        String path = "/api/tags/" + old + "/merge";
        Api.anonymous().post(path, "{\"into\": \"" + into + "\"}").problem(ProblemCode.UNAUTHORIZED);
        Api.admin()
                .post("/api/tags/nobody-knows/merge", "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.NOT_FOUND);
        for (String body : List.of(
                "{}",
                "{\"into\": \"nobody-knows\"}",
                "{\"into\": \"" + old + "\"}",
                "{\"into\": 3}",
                "{\"into\": \"" + into + "\", \"x\": 1}")) {
            assertThat(Api.admin().post(path, body).problem(ProblemCode.INVALID).errors())
                    .as(body)
                    .hasSize(1);
        }
        Api.admin()
                .header("If-Match", "\"v7\"")
                .post(path, "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin()
                .post("/api/authors/" + old + "/merge", "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.NOT_FOUND);
        tables.assertUnchangedBy(List.of(() -> {
            ApiResponse dryRun = Api.admin().post(path + "?dryRun=true", "{\"into\": \"" + into + "\"}");
            assertThat(dryRun.expect(200).json().at("/dryRun/events/0/type").asText())
                    .isEqualTo("term.merged");
            return dryRun;
        }));
        Api.admin()
                .header("If-Match", "\"v1\"")
                .header("Idempotency-Key", old)
                .post(path, "{\"into\": \"" + into + "\"}")
                .expect(200);
        assertThat(Api.admin()
                        .header("If-Match", "\"v1\"")
                        .header("Idempotency-Key", old)
                        .post(path, "{\"into\": \"" + into + "\"}")
                        .expect(200)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }
}
