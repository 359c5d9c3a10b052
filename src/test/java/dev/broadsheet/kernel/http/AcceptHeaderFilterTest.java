package dev.broadsheet.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.problem.ProblemWriter;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Media types that a client excludes by {@code q=0}. */
@QuarkusTest
class AcceptHeaderFilterTest {

    @Test
    void excludedTypeGives406() {
        String article = Sample.path(Sample.live("energy"));
        for (String path :
                List.of(article, article + "?version=draft", "/api/articles", "/api/tags", "/", "/problems")) {
            for (int i = 0; i < 2; i++) {
                Api.anonymous().get(path);
                for (String nothing : List.of(
                        "application/json;q=0",
                        "*/*;q=0",
                        "Application/JSON ; Q=0.000",
                        "application/*;q=0.0, text/*;q=0",
                        "application/json;q=0, image/png")) {
                    accepting(nothing, path).problem(ProblemCode.NOT_ACCEPTABLE);
                    Api.admin().accept(nothing).head(path).expect(406);
                }
            }
        }
        for (String list : List.of("/api/articles", "/api/tags", "/api/search?q=summit", article + "/related")) {
            accepting("application/json;q=0, */*", list).problem(ProblemCode.NOT_ACCEPTABLE);
            accepting("text/html;q=0, */*", list).expect(200);
            accepting("*/*;q=0, application/json", list).expect(200);
        }
    }

    @Test
    void acceptedFormatIsReturned() {
        String article = Sample.path(Sample.live("energy"));
        for (int i = 0; i < 2; i++) {
            assertThat(type("application/json;q=0, */*", article)).startsWith("text/markdown");
            assertThat(type("application/json;q=0, text/markdown;q=0, */*;q=0.1", article))
                    .startsWith("text/html");
            assertThat(type("text/html;q=0, text/*", article)).startsWith("text/markdown");
            assertThat(type("text/html;q=0, text/*;q=0.2, text/plain;q=0.3", article))
                    .startsWith("text/plain");
            assertThat(type("text/*;q=0, */*", article)).startsWith("application/json");
            assertThat(type("text/html;q=0, application/json;q=0.5", article)).startsWith("application/json");
        }
        assertThat(type("application/json;q=0, */*", "/")).startsWith("text/html");
        assertThat(type("application/x-ndjson;q=0, */*", "/api/articles/export"))
                .startsWith("text/csv");
        assertThat(type("application/json;q=0, */*", "/api/audit")).startsWith("application/x-ndjson");
    }

    @Test
    void writeWithAnUnacceptableResponseIsNotDone() {
        String slug = Sample.name("unanswered");
        Api.admin()
                .accept("application/json;q=0")
                .put(Sample.path(slug), "{\"title\": \"x\"}")
                .problem(ProblemCode.NOT_ACCEPTABLE);
        String item = "[{\"op\": \"create\", \"data\": {\"title\": \"x\", \"slug\": \"" + slug + "\"}}]";
        Api.admin()
                .accept("application/json;q=0, text/html")
                .post("/api/articles/batch", item)
                .problem(ProblemCode.NOT_ACCEPTABLE);
        Api.admin().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.NOT_FOUND);
        ApiResponse lines = Api.admin()
                .accept("application/json;q=0, */*")
                .post("/api/articles/batch", item)
                .expect(207);
        assertThat(lines.response().contentType()).startsWith("application/x-ndjson");
    }

    /** A client that excludes some type would never get a type that is missing in the filter's list. */
    @Test
    void everyDocumentedTypeIsKnown() {
        Set<String> produced = new TreeSet<>();
        for (JsonNode responses : Api.anonymous()
                .get("/q/openapi?format=json")
                .expect(200)
                .json()
                .path("paths")
                .findValues("responses")) {
            responses
                    .findValues("content")
                    .forEach(content -> content.fieldNames().forEachRemaining(produced::add));
        }
        produced.remove(ProblemWriter.MEDIA_TYPE);
        // Files have types of their own, which no list names.
        produced.removeIf(type -> type.endsWith("/*"));
        assertThat(AcceptHeaderFilter.PRODUCED.stream().map(MediaType::toString))
                .containsAll(produced);
    }

    private static ApiResponse accepting(String accept, String path) {
        return Api.admin().accept(accept).get(path);
    }

    private static String type(String accept, String path) {
        return accepting(accept, path).expect(200).response().contentType();
    }
}
