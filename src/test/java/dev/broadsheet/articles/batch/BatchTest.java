package dev.broadsheet.articles.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.problem.ProblemView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest {

    private static final String BATCH = "/api/articles/batch";

    @Test
    void eachOperationEqualsItsSingleWrite() {
        String slug = Sample.name("batched");
        BatchResultsView report = batch("""
                [{"op": "create", "data": {"title": "One", "slug": "%1$s"}},
                 {"op": "patch", "article": "%1$s", "ifMatch": "\\"r1.0\\"", "data": {"body": "Text."}},
                 {"op": "patch", "article": "%1$s", "data": [{"op": "replace", "path": "/title", "value": "Two"}]},
                 {"op": "tag", "article": "%1$s", "add": ["energy", "oil"]},
                 {"op": "tag", "article": "%1$s", "add": ["gas"], "remove": ["oil"]},
                 {"op": "publish", "article": "%1$s"},
                 {"op": "upsert", "article": "%1$s", "data": "---\\ntitle: Three\\nstatus: published\\n---\\nText.\\n"},
                 {"op": "unpublish", "article": "%1$s"},
                 {"op": "delete", "article": "%1$s"},
                 {"op": "delete", "article": "%1$s", "permanent": true}]
                """.formatted(slug)).expect(207).as(BatchResultsView.class);
        assertThat(report.results())
                .as(report.toString())
                .extracting(BatchResultView::status)
                .containsExactly(201, 200, 200, 200, 200, 200, 200, 200, 200, 204);
        assertThat(report.succeeded()).isEqualTo(10);
        assertThat(report.results().get(2).etag()).isEqualTo("\"r3.0\"");
        assertThat(report.results().get(0).slug()).isEqualTo(slug);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
    }

    @Test
    void failedItemDoesNotStopTheOthers() {
        String slug = Sample.name("rest");
        BatchResultsView report = batch("""
                [{"op": "create", "data": {"titel": "x", "slug": "Bad Slug"}},
                 {"op": "patch", "article": "no-such-article", "data": {}},
                 {"op": "frobnicate"},
                 {"op": "create", "data": {"title": "Good", "slug": "%s"}}]
                """.formatted(slug)).expect(207).as(BatchResultsView.class);
        assertThat(report.results()).extracting(BatchResultView::index).containsExactly(0, 1, 2, 3);
        assertThat(problem(report, 0).errors())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/data/slug", "/data/titel");
        assertThat(problem(report, 1).code()).isEqualTo("not-found");
        assertThat(problem(report, 2).errors().get(0).pointer()).isEqualTo("/op");
        assertThat(report.results().get(3).status()).isEqualTo(201);
        assertThat(report.failed()).isEqualTo(3);
        Sample.workingCopy(slug);
    }

    @Test
    void atomicBatchIsAllOrNothingAndReportsEveryFault() {
        String slug = Sample.name("atomic");
        String good = "{\"op\": \"create\", \"data\": {\"title\": \"Good\", \"slug\": \"" + slug + "\"}}";
        var problem = batch("?atomic=true", """
                [%s, {"op": "create", "data": {"titel": "x"}}, {"op": "delete", "article": "no-such-article"},
                 {"op": "create", "data": {"title": "y", "locale": "?"}}]
                """.formatted(good)).problem(ProblemCode.BATCH_FAILED);
        assertThat(problem.errors())
                .extracting(Fault::pointer)
                .containsExactly("/1/data/titel", "/2", "/3/data/locale");
        Api.admin().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.NOT_FOUND);

        ApiResponse done = batch(
                "?atomic=true", "[" + good + ",{\"op\": \"tag\", \"article\": \"" + slug + "\", \"add\": [\"oil\"]}]");
        assertThat(done.expect(200).as(BatchResultsView.class).succeeded()).isEqualTo(2);
        assertThat(Sample.workingCopy(slug).article().tags().get(0).slug()).isEqualTo("oil");
    }

    @Test
    void repeatWithTheSameIdempotencyKeyResumes() {
        String name = Sample.name("batch-name");
        String first = Sample.name("resumed");
        String second = Sample.name("resumed");
        String items = "{\"op\":\"create\",\"data\":{\"title\":\"a\",\"slug\":\"" + first + "\"}}\n";
        Api named = Api.admin().header("Idempotency-Key", name);
        named.send("POST", BATCH, "application/x-ndjson", items).expect(207);
        JsonNode again = named.send(
                        "POST",
                        BATCH,
                        "application/x-ndjson",
                        items + "{\"op\":\"create\",\"data\":{\"title\":\"b\",\"slug\":\"" + second + "\"}}\n")
                .expect(207)
                .json();
        assertThat(again.path("results").findValuesAsText("status")).containsExactly("201", "201");
        assertThat(again.at("/results/0/replayed").asBoolean()).isTrue();
        assertThat(again.at("/results/1/replayed").isMissingNode()).isTrue();
        Sample.workingCopy(second);
    }

    @Test
    void resultsAreStreamedAsJsonLinesOnRequest() {
        String lines = Api.admin()
                .accept("application/x-ndjson")
                .send("POST", BATCH, "application/x-ndjson", "{\"op\":\"create\",\"data\":{}}\n{\"op\":\"x\"}\n")
                .expect(207)
                .text();
        assertThat(lines.lines()).hasSize(3);
        assertThat(lines.lines().toList().get(2)).isEqualTo("{\"succeeded\":1,\"failed\":1}");
    }

    @Test
    void unreadableBatchChangesNothing() {
        String slug = Sample.name("unread");
        String good = "{\"op\":\"create\",\"data\":{\"title\":\"a\",\"slug\":\"" + slug + "\"}}";
        batch("[" + good + ", {").problem(ProblemCode.MALFORMED);
        batch("[" + good + ", 7]").problem(ProblemCode.INVALID);
        batch(good + "\n{\"op\": nonsense}").problem(ProblemCode.MALFORMED);
        batch("[]").problem(ProblemCode.MALFORMED);
        batch("").problem(ProblemCode.MALFORMED);
        batch("[" + good + ", {\"op\":\"create\",\"data\":{\"custom\":{\"n\":1E99999999999}}}]")
                .problem(ProblemCode.MALFORMED);
        batch("[{\"op\":\"create\",\"ifMatch\":\" \",\"data\":{}}]").expect(207);
        Api.admin().header("If-Match", "\"r1.0\"").post(BATCH, "[" + good + "]").problem(ProblemCode.INVALID_PARAMETER);
        batch("[" + good + "] []").problem(ProblemCode.MALFORMED);
        String many = IntStream.range(0, 10_001).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
        batch(many).problem(ProblemCode.TOO_LARGE);
        batch("[" + good + ",{\"op\":\"create\",\"data\":{\"summary\":\"" + "x".repeat(4_000_000) + "\",\"title\":\""
                        + "x".repeat(400_000) + "\"}}]")
                .problem(ProblemCode.TOO_LARGE);
        Api.anonymous().post(BATCH, "[" + good + "]").problem(ProblemCode.UNAUTHORIZED);
        Api.admin().send("POST", BATCH, "text/markdown", "[" + good + "]").problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        Api.admin().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void dryRunSeesItsEarlierItems() {
        String slug = Sample.name("dry-run");
        JsonNode report = batch("?dryRun=true", """
                [{"op": "create", "data": {"title": "x", "body": "y", "slug": "%1$s"}},
                 {"op": "publish", "article": "%1$s"},
                 {"op": "create", "data": {"title": "x", "slug": "%1$s"}}]
                """.formatted(slug)).expect(207).json();
        assertThat(report.path("results").findValuesAsText("index")).containsExactly("0", "1", "2");
        assertThat(report.at("/results/1/status").asInt()).isEqualTo(200);
        assertThat(report.at("/results/2/status").asInt()).isEqualTo(409);
        assertThat(report.at("/results/0/diff/members").isArray()).isTrue();
        Api.admin().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void emptyConditionFails() {
        String slug = Sample.draft("Guarded");
        BatchResultsView report = batch(
                        "[{\"op\":\"patch\",\"article\":\"" + slug + "\",\"ifMatch\":\"\",\"data\":{\"title\":\"x\"}}]")
                .expect(207)
                .as(BatchResultsView.class);
        assertThat(problem(report, 0).errors().get(0).pointer()).isEqualTo("/ifMatch");
        Api.admin()
                .header("If-Match", "")
                .patch(Sample.path(slug), "{\"title\": \"x\"}")
                .problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void batchMayBeLargerThanASingleWrite() {
        String text = "x".repeat(1_000_000);
        String items = IntStream.range(0, 8)
                .mapToObj(i -> "{\"op\":\"create\",\"data\":{\"title\":\"" + Sample.name("Large") + "\",\"body\":\""
                        + text + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(batch(items).expect(207).as(BatchResultsView.class).succeeded())
                .isEqualTo(8);
    }

    private static ProblemView problem(BatchResultsView report, int index) {
        return Objects.requireNonNull(report.results().get(index).problem());
    }

    private static ApiResponse batch(String items) {
        return batch("", items);
    }

    private static ApiResponse batch(String query, String items) {
        return Api.admin().post(BATCH + query, items);
    }
}
