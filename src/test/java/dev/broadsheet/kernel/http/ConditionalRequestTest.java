package dev.broadsheet.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code If-Unmodified-Since} with the Last-Modified of a read, for every resource that has an ETag. */
@QuarkusTest
class ConditionalRequestTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void dateOfAnyLengthIsIgnored() {
        String slug = Sample.live("energy");
        Api.anonymous()
                .header("If-Unmodified-Since", "1".repeat(500))
                .get(Sample.path(slug))
                .expect(200);
    }

    @Test
    void guardedResourcesHaveLastModified() {
        String slug = Sample.live("energy");
        ApiResponse draft = Sample.workingCopy(slug);
        assertThat(draft.header("Last-Modified"))
                .isEqualTo(HttpDate.of(draft.article().updatedAt()));
        for (String part : List.of("/publication", "/blocks?version=draft")) {
            assertThat(Api.admin().get(Sample.path(slug) + part).expect(200).header("Last-Modified"))
                    .isEqualTo(draft.header("Last-Modified"));
        }
        assertThat(Api.admin().get("/api/tags/energy").header("Last-Modified")).isNotNull();
    }

    @Test
    void ifUnmodifiedSinceGuardsArticles() {
        String path = Sample.path(Sample.live("energy"));
        String body = "{\"title\": \"Changed\", \"body\": \"Text\"}";
        for (Function<Api, ApiResponse> write : List.<Function<Api, ApiResponse>>of(
                api -> api.patch(path, "{\"title\": \"Changed\"}"),
                api -> api.put(path, body),
                api -> api.put(path + "/publication", "{}"),
                api -> api.put(path + "/tags/oil", ""),
                api -> api.post(path + "/blocks", "{\"type\": \"divider\"}"),
                api -> api.post(path + "/revisions", "{\"restore\": 1}"),
                api -> api.send("PUT", path + "/lock", null, null),
                api -> api.delete(path + "/lock"),
                api -> api.delete(path))) {
            guards(path + "?version=draft", write);
        }
        guards(path + "?version=draft", api -> api.send("DELETE", path + "/trash", null, null));
    }

    @Test
    void ifUnmodifiedSinceGuardsTermsAndRedirects() {
        String tag = Sample.tag();
        guards("/api/tags/" + tag, api -> api.patch("/api/tags/" + tag, "{\"description\": \"x\"}"));
        guards("/api/tags/" + tag, api -> api.put("/api/tags/" + tag, "{}"));
        guards("/api/tags/" + tag, api -> api.post("/api/tags/" + tag + "/merge", "{\"into\": \"energy\"}"));
        String redirect = "/api/redirects/"
                + Api.admin()
                        .post("/api/redirects", "{\"from\": \"/" + tag + "\", \"to\": \"/elsewhere\"}")
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
        guards(redirect, api -> api.patch(redirect, "{\"note\": \"x\"}"));
        guards(redirect, api -> api.delete(redirect));
    }

    /** An earlier date is refused, the same date is accepted. Beside If-Match the date is ignored. */
    private static void guards(String read, Function<Api, ApiResponse> write) {
        ApiResponse current = Api.admin().get(read).expect(200);
        Instant modified = date(current.header("Last-Modified"));
        ApiResponse late = write.apply(since(modified.minus(HOUR)));
        assertThat(late.problem(ProblemCode.PRECONDITION_FAILED).detail()).contains(HttpDate.of(modified));
        assertThat(late.header("ETag")).isEqualTo(current.header("ETag"));
        assertThat(late.header("Last-Modified")).isEqualTo(current.header("Last-Modified"));
        assertThat(write.apply(since(modified.minus(HOUR)).header("If-Match", "\"r0.0\""))
                        .problem(ProblemCode.PRECONDITION_FAILED)
                        .detail())
                .doesNotContain("If-Unmodified-Since");
        assertThat(write.apply(since(modified)).status()).as(read).isBetween(200, 299);
    }

    @Test
    void invalidDateIsNoCondition() {
        String path = Sample.path(Sample.live("energy"));
        for (String none : List.of("yesterday", "2026-01-31T00:00:00Z", "r1.1", "0")) {
            Api api = Api.admin().header("If-Unmodified-Since", none);
            api.patch(path, "{\"title\": \"" + none + "\"}").expect(200);
            api.get(path + "?version=draft").expect(200);
            api.get(path).expect(200);
        }
        String etag =
                String.valueOf(Sample.workingCopy(path.replaceFirst(".*/", "")).header("ETag"));
        since(Instant.EPOCH)
                .header("If-Match", etag)
                .patch(path, "{\"title\": \"Exactly\"}")
                .expect(200);
        since(Instant.EPOCH)
                .put(Sample.path(Sample.name("new")), "{\"title\": \"New\"}")
                .expect(201);
        // RFC 9110, section 5.6.7: recipients understand the two obsolete forms as well.
        for (String old : List.of("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994")) {
            Api.admin()
                    .header("If-Unmodified-Since", old)
                    .patch(path, "{\"title\": \"Late\"}")
                    .problem(ProblemCode.PRECONDITION_FAILED);
        }
    }

    @Test
    void ifUnmodifiedSinceAppliesToReads() {
        String slug = Sample.live("energy");
        String path = Sample.path(slug);
        for (String read : List.of(path, path + "?version=draft", path + "/blocks", path + "/publication")) {
            for (int i = 0; i < 2; i++) {
                ApiResponse current = Api.admin().get(read).expect(200);
                Instant modified = date(current.header("Last-Modified"));
                ApiResponse late = since(modified.minus(HOUR)).get(read);
                late.problem(ProblemCode.PRECONDITION_FAILED);
                assertThat(late.header("Cache-Control")).isEqualTo("no-store");
                since(modified.minus(HOUR)).head(read).expect(412);
                since(modified).get(read).expect(200);
                since(modified.plus(HOUR)).get(read).expect(200);
                since(modified.minus(HOUR)).header("If-Match", "*").get(read).expect(200);
            }
        }
        // Applies to cached responses too.
        Api anonymous = Api.anonymous();
        anonymous.get(path).expect(200);
        assertThat(anonymous.get(path).header("Cache-Status")).isEqualTo("broadsheet; hit");
        ApiResponse late = anonymous
                .header("If-Unmodified-Since", HttpDate.of(Instant.EPOCH))
                .get(path);
        late.problem(ProblemCode.PRECONDITION_FAILED);
        assertThat(late.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(anonymous.get(path).header("Cache-Status")).isEqualTo("broadsheet; hit");
        // A response without Last-Modified ignores the condition.
        anonymous
                .header("If-Unmodified-Since", HttpDate.of(Instant.EPOCH))
                .get("/api/articles?tag=energy")
                .expect(200);
        anonymous
                .header("If-Unmodified-Since", HttpDate.of(Instant.EPOCH))
                .get("/api/articles/nobody-knows")
                .problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void batchWithADateIsRefused() {
        since(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .post("/api/articles/batch", "[]")
                .problem(ProblemCode.INVALID_PARAMETER);
    }

    private static Instant date(@Nullable String header) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(header)));
    }

    private static Api since(Instant moment) {
        return Api.admin().header("If-Unmodified-Since", HttpDate.of(moment));
    }
}
