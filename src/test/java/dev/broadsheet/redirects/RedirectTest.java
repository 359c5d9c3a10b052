package dev.broadsheet.redirects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedirectTest {

    private static final String ALL = "/api/redirects";

    @Inject
    DSLContext sql;

    @Test
    void redirectIsCreatedReadUpdatedAndDeleted() {
        String from = from();
        ApiResponse made = Api.admin()
                .post(ALL, "{\"from\": \"https://example.org" + from + "/#top\", \"to\": \"/new\", \"note\": \"Old\"}")
                .expect(201);
        assertThat(made.header("ETag")).isEqualTo("\"v1\"");
        assertThat(redirect(made).from()).isEqualTo(from);
        assertThat(redirect(made).status()).isEqualTo(308);
        assertThat(redirect(made).updatedAt()).isEqualTo(redirect(made).createdAt());
        String path = path(made);
        assertThat(made.header("Location")).endsWith(path);
        ObjectNode stored = made.json().deepCopy();
        stored.remove("warnings");
        assertThat(Api.admin().get(path).expect(200).json()).isEqualTo(stored);

        ApiResponse same = Api.admin().put(path, made.text()).expect(200);
        assertThat(same.header("ETag")).isEqualTo("\"v1\"");
        ApiResponse changed = Api.admin()
                .header("If-Match", "\"v1\"")
                .patch(path, "{\"status\": 302, \"note\": null}")
                .expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(redirect(changed).to()).isEqualTo("/new");
        assertThat(redirect(changed).note()).isNull();
        Api.admin().header("If-Match", "\"v1\"").delete(path).problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().header("If-Match", "\"v1\"").put(path, made.text()).problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().header("If-Match", "\"v2\"").delete(path).expect(204);
        Api.admin().get(path).problem(ProblemCode.NOT_FOUND);
        Api.admin().put(path, made.text()).problem(ProblemCode.NOT_FOUND);
        assertThat(loggedEvents(path)).containsExactly("redirect.created", "redirect.changed", "redirect.deleted");
    }

    @Test
    void redirectsNeedAKey() {
        Api.anonymous().get(ALL).problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().post(ALL, "{\"from\": \"/a\", \"to\": \"/b\"}").problem(ProblemCode.UNAUTHORIZED);
        String path = path(make(from(), "\"/x\""));
        Api.anonymous().get(path).problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().put(path, "{}").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().patch(path, "{}").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().delete(path).problem(ProblemCode.UNAUTHORIZED);
        Api.admin().get(ALL + "/no-id").problem(ProblemCode.NOT_FOUND);
        Api.admin().get(ALL + "/" + UUID.randomUUID()).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        assertThat(faults("{\"from\": \"old\", \"to\": \"javascript:alert(1)\", \"status\": 303, \"nots\": 1}"))
                .containsExactlyInAnyOrder(
                        "/from invalid-path", "/to invalid-target", "/status invalid-status", "/nots unknown-member");
        assertThat(faults("{}")).containsExactlyInAnyOrder("/from required", "/to required");
        assertThat(faults("{\"from\": \" \", \"to\": \"\"}"))
                .containsExactlyInAnyOrder("/from required", "/to required");
        assertThat(faults("{\"from\": \"/api/articles/x\", \"to\": \"//evil.example\"}"))
                .containsExactlyInAnyOrder("/from reserved-path", "/to invalid-target");
        assertThat(faults("{\"from\": \"/a\", \"to\": {\"article\": \"never-written\", \"slug\": \"x\"}}"))
                .containsExactlyInAnyOrder("/to/article unknown-article", "/to/slug unknown-member");
        assertThat(faults("{\"from\": \"/a\", \"to\": \"/api/articles/never-written\"}"))
                .containsExactly("/to unknown-article");
        assertThat(faults("{\"from\": \"/a\", \"to\": {}}")).containsExactly("/to/article required");
        assertThat(faults("{\"from\": \"/a\", \"to\": \"/b\", \"status\": 410}"))
                .containsExactly("/to gone-leads-nowhere");
        assertThat(faults("{\"from\": \"/a\", \"to\": [\"/b\"], \"id\": \"" + UUID.randomUUID() + "\"}"))
                .containsExactlyInAnyOrder("/to wrong-type", "/id server-owned");
        assertThat(faults("{\"from\": \"/" + "é".repeat(400) + "\", \"to\": \"/" + "é".repeat(400) + "\"}"))
                .containsExactlyInAnyOrder("/from too-long", "/to too-long");
        assertThat(faults("{\"from\": \"/a\\u0000b\", \"to\": \"/api/articles/a%00b\"}"))
                .containsExactlyInAnyOrder("/from bad-character", "/to unknown-article");
        assertThat(faults("[]")).contains(" wrong-type");
        assertThat(faults("null")).contains(" wrong-type");
        Api.admin().send("POST", ALL, "application/json", "").problem(ProblemCode.MALFORMED);
    }

    @Test
    void pathHasOneRedirect() {
        String from = from();
        make(from, "\"/x\"");
        assertThat(Api.admin()
                        .post(ALL, "{\"from\": \"" + from + "/\", \"to\": \"/y\"}")
                        .problem(ProblemCode.DUPLICATE)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/from");
        make(from + "?page=2", "\"/y\"");
        String other = path(make(from(), "\"/z\""));
        Api.admin().patch(other, "{\"from\": \"" + from + "\"}").problem(ProblemCode.DUPLICATE);
    }

    @Test
    void chainsAreShortened() {
        String a = from();
        String b = from();
        String c = from();
        String d = from();
        String first = path(make(a, "\"" + b + "/#part\""));
        assertThat(to(first)).isEqualTo(b + "/#part");
        String second = path(make(b, "\"" + c + "\""));
        assertThat(to(first)).isEqualTo(c);
        assertThat(Api.admin().get(first).header("ETag")).isEqualTo("\"v2\"");
        assertThat(loggedEvents(first)).containsExactly("redirect.created", "redirect.changed");
        make(c, "\"https://elsewhere.example/x\"");
        assertThat(to(first)).isEqualTo("https://elsewhere.example/x");
        assertThat(to(second)).isEqualTo("https://elsewhere.example/x");
        assertThat(to(path(make(d, "\"" + a + "?utm=1\"")))).isEqualTo("https://elsewhere.example/x");
        Api.admin().delete(second).expect(204);
        assertThat(to(first)).isEqualTo("https://elsewhere.example/x");
    }

    @Test
    void queryStringMakesADistinctPath() {
        String old = from();
        String withQuery = path(make(from(), "\"" + old + "?p=7\""));
        String other = path(make(from(), "\"" + old + "?p=8\""));
        String exact = path(make(old + "?p=7", "\"/seven\""));
        assertThat(to(other)).isEqualTo(old + "?p=8");
        assertThat(to(withQuery)).isEqualTo("/seven");
        make(old, "\"/all\"");
        assertThat(to(other)).isEqualTo("/all");
        assertThat(to(withQuery)).isEqualTo("/seven");
        assertThat(to(exact)).isEqualTo("/seven");
        assertThat(to(path(make(from(), "\"" + old + "?p=7\"")))).isEqualTo("/seven");
        assertThat(to(path(make(from(), "\"" + old + "?p=9\"")))).isEqualTo("/all");
    }

    @Test
    void cyclesAreRefusedAndNamed() {
        String a = from();
        String b = from();
        String c = from();
        assertThat(ring(a, a + "/")).isEqualTo("The redirects would form a loop: " + a + " → " + a + ".");
        assertThat(ring(a, a + "?x=1")).contains(a + " → " + a);
        assertThat(ring("https://example.org" + a, "https://EXAMPLE.org" + a)).contains(a + " → " + a);
        String first = path(make(a, "\"" + b + "\""));
        assertThat(ring(b, a)).contains(b + " → " + a + " → " + b);
        make(b, "\"" + c + "\"");
        assertThat(ring(c, a)).contains(c + " → " + a + " → " + c);
        Api.admin().patch(first, "{\"to\": \"" + a + "\"}").problem(ProblemCode.INVALID);
        assertThat(to(first)).isEqualTo(c);
    }

    @Test
    void concurrentWritesMakeNoCycle() {
        for (int round = 0; round < 8; round++) {
            List<String> ends = List.of(from(), from());
            List<Integer> statuses = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> Api.admin()
                            .post(ALL, "{\"from\": \"" + ends.get(i) + "\", \"to\": \"" + ends.get(1 - i) + "\"}")
                            .status())
                    .toList();
            assertThat(statuses).containsExactlyInAnyOrder(201, 422);
        }
    }

    @Test
    void goneTargetMakesItsSourcesGone() {
        String a = from();
        String b = from();
        String first = path(make(a, "\"" + b + "\", \"status\": 301"));
        String gone = path(Api.admin()
                .post(ALL, "{\"from\": \"" + b + "\", \"status\": 410}")
                .expect(201));
        RedirectView led = redirect(Api.admin().get(first).expect(200));
        assertThat(led.status()).isEqualTo(410);
        assertThat(led.to()).isNull();
        assertThat(faults("{\"from\": \"" + from() + "\", \"to\": \"" + b + "\"}"))
                .containsExactly("/to leads-nowhere");
        Api.admin().patch(gone, "{\"status\": 308}").problem(ProblemCode.INVALID);
        Api.admin().patch(gone, "{\"status\": 308, \"to\": \"/back\"}").expect(200);
        assertThat(to(gone)).isEqualTo("/back");
    }

    @Test
    void articleTargetFollowsRenames() {
        String slug = Sample.live("energy");
        String redirect = path(make(from(), "{\"article\": \"" + slug + "\"}"));
        String byPath = path(make(from(), "\"https://x.example/api/articles/" + slug + "\""));
        assertThat(to(byPath)).isEqualTo("https://x.example/api/articles/" + slug);
        byPath = path(make(from(), "\"/api/articles/" + slug + "\""));
        String renamed = Sample.name("renamed");
        Api.admin().patch(Sample.path(slug), "{\"slug\": \"" + renamed + "\"}").expect(200);
        for (String path : List.of(redirect, byPath)) {
            ApiResponse read = Api.admin().get(path).expect(200);
            assertThat(redirect(read).to()).isEqualTo(Map.of("article", renamed));
            assertThat(Api.admin().put(path, read.text()).expect(200).header("ETag"))
                    .isEqualTo("\"v1\"");
        }
        Api.admin().delete(Sample.path(renamed) + "?permanent=true").expect(204);
        RedirectView left = redirect(Api.admin().get(redirect).expect(200));
        assertThat(left.status()).isEqualTo(410);
        assertThat(left.to()).isNull();
        assertThat(loggedEvents(redirect)).containsExactly("redirect.created", "redirect.changed");
    }

    @Test
    void redirectsAreListedByPrefix() {
        String stem = "/" + Sample.name("list");
        for (String end : new String[] {"/b", "/a?x=1", "/a", "-other", "/%C3%A9", "/Z"}) {
            make(stem + end, "\"/x\"");
        }
        ListPage<RedirectView> page = Api.admin()
                .get(ALL + "?limit=2&count=exact&from=" + stem + "/")
                .expect(200)
                .page(RedirectView.class);
        assertThat(page.data()).extracting(RedirectView::from).containsExactly(stem + "/%C3%A9", stem + "/Z");
        assertThat(page.page().total()).isEqualTo(5);
        ApiResponse next = Api.admin()
                .get(ALL + "?limit=3&from=" + stem + "/&after=" + page.page().next());
        assertThat(next.expect(200).page(RedirectView.class).data())
                .extracting(RedirectView::from)
                .containsExactly(stem + "/a", stem + "/a?x=1", stem + "/b");
        assertThat(next.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Api.admin()
                        .get(ALL + "?from=" + stem + "/é".replace("é", "%25C3%25A9"))
                        .expect(200)
                        .page(RedirectView.class)
                        .data())
                .hasSize(1);
        assertThat(Api.admin()
                        .get(ALL + "?from=list&limit=0")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("from", "limit");
    }

    private static String from() {
        return "/old/" + Sample.name("page");
    }

    private static ApiResponse make(String from, String to) {
        return Api.admin()
                .post(ALL, "{\"from\": \"" + from + "\", \"to\": " + to + "}")
                .expect(201);
    }

    private static String path(ApiResponse made) {
        return ALL + "/" + redirect(made).id();
    }

    private static RedirectView redirect(ApiResponse response) {
        return response.as(RedirectView.class);
    }

    private static @Nullable Object to(String path) {
        return redirect(Api.admin().get(path).expect(200)).to();
    }

    private static String ring(String from, String to) {
        return Api.admin()
                .post(ALL, "{\"from\": \"" + from + "\", \"to\": \"" + to + "\"}")
                .problem(ProblemCode.INVALID)
                .detail();
    }

    private static List<String> faults(String body) {
        return Api.admin().post(ALL, body).problem(ProblemCode.INVALID).errors().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private List<String> loggedEvents(String path) {
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        return sql.resultQuery("select kind from change where redirect_id = ? order by id", id)
                .fetch("kind", String.class);
    }
}
