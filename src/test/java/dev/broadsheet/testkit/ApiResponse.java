package dev.broadsheet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.lifecycle.PublicationView;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.problem.ProblemView;
import dev.broadsheet.terms.list.TermView;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;

/** A response. Its accessors fail the test if the body doesn't have the requested form. */
public record ApiResponse(Response response) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public int status() {
        return response.statusCode();
    }

    public @Nullable String header(String name) {
        return response.header(name);
    }

    /** Status, headers and body as text. */
    public String everything() {
        return response.statusLine() + "\n" + response.headers() + "\n\n" + text();
    }

    public String text() {
        return response.asString();
    }

    public JsonNode json() {
        return as(JsonNode.class);
    }

    /** The body as an article. */
    public ArticleView article() {
        return as(ArticleView.class);
    }

    /** The body as a list of articles. */
    public ArticlePage articles() {
        return as(ArticlePage.class);
    }

    /** The body as a page of a list of these entries. */
    public <T> ListPage<T> page(Class<T> view) {
        return read(JSON.getTypeFactory().constructParametricType(ListPage.class, view));
    }

    /** The body as a tag, author or section. */
    public TermView term() {
        return as(TermView.class);
    }

    /** The body as the publication of an article. */
    public PublicationView publication() {
        return as(PublicationView.class);
    }

    /** Asserts the status first. */
    public ApiResponse expect(int status) {
        assertThat(status()).as(text()).isEqualTo(status);
        return this;
    }

    /** The body of a successful response. */
    public <T> T as(Class<T> view) {
        return read(JSON.constructType(view));
    }

    private <T> T read(JavaType type) {
        try {
            return JSON.readValue(response.asByteArray(), type);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("No " + type.toCanonical() + ": " + text(), unreadable);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The problem body of an error response, after checking that it is complete and has that code. */
    public ProblemView problem(ProblemCode code) {
        expect(code.status());
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        ProblemView problem = as(ProblemView.class);
        assertThat(problem.code()).isEqualTo(code.code());
        assertThat(problem.status()).isEqualTo(code.status());
        assertThat(problem.type()).isEqualTo(code.page());
        assertThat(problem.traceId()).matches("[0-9a-f]{32}");
        return problem;
    }
}
