package dev.broadsheet.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Requests that are refused before the body is read, because of path, method or media types, and server errors. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RejectedRequestTest {

    private final Api api = Api.anonymous();

    @Test
    void unknownPathGives404() {
        assertThat(api.get("/specimen/no/such").problem(ProblemCode.NOT_FOUND).instance())
                .isEqualTo("/specimen/no/such");
        api.get("/nowhere").problem(ProblemCode.NOT_FOUND);
        api.get("/api/nowhere").problem(ProblemCode.NOT_FOUND);
        api.get("/q/nowhere").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void wrongMethodListsTheAllowedOnes() {
        var response = api.send("PUT", "/specimen", "application/json", "{}");
        response.problem(ProblemCode.METHOD_NOT_ALLOWED);
        assertThat(response.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, POST");
        assertThat(api.send("OPTIONS", "/specimen", null, null).expect(204).header("Allow"))
                .contains("GET")
                .contains("PATCH");
    }

    @Test
    void unacceptableTypeGives406() {
        assertThat(api.accept("image/png")
                        .get("/specimen")
                        .problem(ProblemCode.NOT_ACCEPTABLE)
                        .detail())
                .isEqualTo("This URL answers: application/json.");
        api.accept("no type").get("/specimen").problem(ProblemCode.NOT_ACCEPTABLE);
    }

    @Test
    void unsupportedTypeGives415() {
        var response = api.send("POST", "/specimen", "text/csv", "a,b");
        response.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(response.header("Accept-Post")).isEqualTo("application/json");
        assertThat(response.header("Accept-Patch")).isEqualTo("application/merge-patch+json");
        api.send("POST", "/specimen", "no type", "{}").problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        api.send("POST", "/specimen/text", "text/markdown; charset=latin1", "x")
                .problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    /** The accept headers list the types that are really read, also where the endpoint checks the type itself. */
    @Test
    void unsupportedTypeListsTheSupportedOnes() {
        String article = "application/json, text/markdown, text/html";
        String patch = "application/merge-patch+json, application/json-patch+json, application/json";
        reads("/api/articles", "POST", article, null);
        reads("/api/articles/any", "PUT", article, patch);
        reads("/api/articles/any", "PATCH", article, patch);
        assertThat(Api.admin()
                        .send("POST", "/api/articles/any/diff", "image/png", "x")
                        .header("Accept-Post"))
                .isEqualTo(article);
        reads("/api/articles/any/publication", "PUT", "application/json", null);
        reads("/api/articles/batch", "POST", "application/json, application/x-ndjson", null);
        reads("/api/tags", "POST", "application/json", null);
        reads("/api/tags/any", "PUT", "application/json", "application/merge-patch+json, application/json");
        reads("/api/redirects", "POST", "application/json", null);
        var packed = Api.admin()
                .header("Content-Encoding", "gzip")
                .send("POST", "/api/articles", "application/json", new byte[] {1});
        packed.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(packed.header("Accept-Post")).isNull();
    }

    private static void reads(
            String path, String method, String post, @org.jspecify.annotations.Nullable String patch) {
        var refused = Api.admin().send(method, path, "image/png", "x");
        refused.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refused.header("Accept")).as(method + path).isEqualTo(method.equals("PATCH") ? patch : post);
        var options = Api.anonymous().send("OPTIONS", path, null, null).expect(204);
        for (var response : java.util.List.of(refused, options)) {
            assertThat(response.header("Accept-Post")).as(path).isEqualTo(post);
            assertThat(response.header("Accept-Patch")).as(path).isEqualTo(patch);
        }
    }

    @Test
    void internalErrorShowsOnlyItsTraceId() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var response = api.header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/specimen/broken");
        assertThat(response.problem(ProblemCode.INTERNAL).traceId()).isEqualTo(trace);
        assertThat(response.text()).doesNotContain("secret").doesNotContain("Exception");
        api.accept("text/html").get("/specimen/broken").problem(ProblemCode.NOT_ACCEPTABLE);
    }

    @Test
    void unreachableDatabaseGives503() {
        var response = api.get("/specimen/outage");
        response.problem(ProblemCode.UNAVAILABLE);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.text()).doesNotContain("127.0.0.1");
    }

    /** The commit may have succeeded, and the server can't know. */
    @Test
    void databaseLostDuringCommitIsReported() {
        var problem = api.get("/specimen/outage-in-commit").problem(ProblemCode.UNAVAILABLE);
        assertThat(problem.detail()).contains("may have been made", "Idempotency-Key");
        assertThat(api.get("/specimen/outage").problem(ProblemCode.UNAVAILABLE).detail())
                .contains("Nothing was changed");
    }

    @Test
    void errorsAreNotCachedOrSniffed() {
        var response = api.get("/nowhere");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void optionsListsTheMethods() {
        var response =
                Api.anonymous().send("OPTIONS", "/api/articles/any", null, null).expect(204);
        assertThat(response.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
        assertThat(response.header("Accept-Patch"))
                .contains("application/merge-patch+json")
                .contains("application/json-patch+json");
        assertThat(Api.anonymous()
                        .send("OPTIONS", "/api/articles", null, null)
                        .expect(204)
                        .header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS, POST");
    }
}
