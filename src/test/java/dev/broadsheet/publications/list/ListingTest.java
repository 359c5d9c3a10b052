package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListingTest {

    /** Tag names of their own for each test, so that articles of other tests don't match. */
    private final String a = Sample.name("alpha");

    private final String b = Sample.name("beta");
    private final String c = Sample.name("gamma");

    @Test
    void tagFiltersCombine() {
        String onlyA = Sample.live(a);
        String onlyB = Sample.live(b);
        String both = Sample.live(a + ", " + b);
        String all = Sample.live(a + ", " + b + ", " + c);
        assertThat(slugs("tag=" + a + "," + b)).containsExactly(all, both, onlyB, onlyA);
        assertThat(slugs("tag=" + a + "&tag=" + b)).containsExactly(all, both, onlyB, onlyA);
        assertThat(slugs("tag.all=" + a + "," + b)).containsExactly(all, both);
        assertThat(slugs("tag.all=" + a + "," + b + "&tag.none=" + c)).containsExactly(both);
        assertThat(slugs("tag=" + a + "&tag.none=" + b)).containsExactly(onlyA);
        assertThat(slugs("tag=" + a + "," + b + "&tag.all=" + c + "&section=world"))
                .containsExactly(all);
        assertThat(slugs("tag=" + a + "&tag=nobody-knows")).containsExactly(all, both, onlyA);
        assertThat(slugs("tag=nobody-knows")).isEmpty();
        assertThat(slugs("tag.all=" + a + ",nobody-knows")).isEmpty();
        assertThat(slugs("tag.all=" + a + "&author=ada-moreno&sort=title,-createdAt"))
                .containsExactly(all, both, onlyA);
        assertThat(slugs("tag.all=" + a + "&author=ada-moreno&sort=title&sort=-createdAt"))
                .containsExactly(all, both, onlyA);
    }

    @Test
    void pagesGoForwardAndBack() {
        List<String> newest = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newest.add(0, Sample.live(a));
        }
        for (String sort : List.of("-publishedAt", "title,-publishedAt", "-updatedAt,slug")) {
            String list = "tag=" + a + "&limit=2&count=exact&sort=" + sort;
            ArticlePage first = page(list);
            assertThat(first.slugs()).isEqualTo(newest.subList(0, 2));
            assertThat(first.page().total()).isEqualTo(5);
            assertThat(first.page().prev()).isNull();
            ArticlePage second = page(list + "&after=" + first.page().next());
            assertThat(second.slugs()).isEqualTo(newest.subList(2, 4));
            ArticlePage third = page(list + "&after=" + second.page().next());
            assertThat(third.slugs()).isEqualTo(newest.subList(4, 5));
            assertThat(third.page().next()).isNull();
            ArticlePage back = page(list + "&before=" + third.page().prev());
            assertThat(back.slugs()).isEqualTo(newest.subList(2, 4));
            assertThat(page(list + "&offset=1").slugs()).isEqualTo(newest.subList(1, 3));
        }
    }

    @Test
    void linkHeaderHasTheNextPage() {
        Sample.live(a);
        Sample.live(a);
        String link = String.valueOf(Api.anonymous()
                .get("/api/articles?tag=" + a + "&limit=1")
                .expect(200)
                .header("Link"));
        assertThat(link).contains("rel=\"next\"").contains("tag=" + a);
        String next = link.substring(link.indexOf("/api/articles"), link.indexOf('>'));
        assertThat(Api.anonymous().get(next).expect(200).articles().data()).hasSize(1);
    }

    @Test
    void cursorIsBoundToItsQuery() {
        Sample.live(a);
        Sample.live(a);
        String cursor = page("tag=" + a + "&limit=1").page().next();
        refused("tag=" + a + "&tag.none=x&limit=1&after=" + cursor, "invalid-cursor");
        refused("tag=" + a + "&sort=title&after=" + cursor, "invalid-cursor");
        refused("after=nonsense", "invalid-cursor");
        refused("after=" + cursor + "&before=" + cursor, "conflicting-parameters");
    }

    @Test
    void everyInvalidParameterIsReportedAtOnce() {
        List<Fault> faults = Api.anonymous()
                .get(
                        "/api/articles?limit=101&sort=colour&fields=title,nope&include=nope&count=maybe&status=odd&offset=10001")
                .problem(ProblemCode.INVALID_PARAMETER)
                .errors();
        assertThat(faults)
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("limit", "sort", "fields", "include", "count", "status", "offset");
        assertThat(Api.anonymous()
                        .get("/api/articles?tags=a&filter[x]=1")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .containsOnly("unknown-parameter");
    }

    @Test
    void listShowsSummariesAndRequestedMembers() {
        Sample.live(a);
        JsonNode summary = list("tag=" + a).json().path("data").path(0);
        assertThat(summary.has("body")).isFalse();
        assertThat(summary.path("wordCount").asInt()).isPositive();
        assertThat(list("tag=" + a + "&include=body&body.format=html")
                        .json()
                        .path("data")
                        .path(0)
                        .path("body")
                        .path("html")
                        .asText())
                .contains("<p>");
        JsonNode sparse = list("tag=" + a + "&fields=title,authors.name")
                .json()
                .path("data")
                .path(0);
        assertThat(sparse.fieldNames()).toIterable().containsExactly("id", "title", "authors", "links");
        assertThat(sparse.path("authors").path(0).fieldNames()).toIterable().containsExactly("name");
    }

    /** A requested body has exactly the requested formats, whichever parameter requests it. */
    @Test
    void bodyFormatAddsTheBody() {
        String slug = Sample.live(a);
        String other = Sample.live(a);
        List<String> lists = List.of(
                "/api/articles?tag=" + a + "&limit=1&",
                "/api/articles?status=any&tag=" + a + "&limit=1&",
                Sample.path(slug) + "/related?by=tags&limit=1&",
                Sample.path(slug) + "/neighbours?tag=" + a + "&");
        for (String list : lists) {
            for (String query : List.of(
                    "body.format=html",
                    "fields=body.html",
                    "fields=title,body.html",
                    "fields=title&body.format=html")) {
                assertThat(bodies(list + query)).as(list + query).containsExactly(List.of("html"));
            }
            assertThat(bodies(list + "fields=body.html,body.text")).containsExactly(List.of("html", "text"));
            assertThat(bodies(list + "fields=body.html&body.format=text")).containsExactly(List.of("html", "text"));
            assertThat(bodies(list + "fields=body.html,body")).containsExactly(List.of("blocks", "html"));
            assertThat(bodies(list + "fields=title")).isEmpty();
            assertThat(Api.admin()
                            .get(list + "fields=title,body.pdf")
                            .problem(ProblemCode.INVALID_PARAMETER)
                            .errors())
                    .extracting(Fault::parameter)
                    .containsExactly("fields");
        }
        assertThat(bodies(Sample.path(other) + "?fields=title,body.html")).containsExactly(List.of("html"));
        assertThat(bodies(Sample.path(other) + "?fields=title&body.format=html"))
                .containsExactly(List.of("html"));
        assertThat(bodies(Sample.path(other) + "?version=draft&fields=body.source"))
                .containsExactly(List.of("source"));
        Api.anonymous().get(Sample.path(other) + "?fields=body.source").problem(ProblemCode.INVALID_PARAMETER);
        JsonNode queried = Api.anonymous()
                .post("/api/articles/query", "{\"tag\": \"" + a + "\", \"body.format\": \"html\"}")
                .expect(200)
                .json();
        assertThat(queried.at("/data/0/body/html").asText()).contains("<p>");
        String line = Api.anonymous()
                .get("/api/articles/export?fields=slug,body.text&tag=" + a)
                .expect(200)
                .text();
        assertThat(line).contains("\"body\":{\"text\":").doesNotContain("blocks");
    }

    @Test
    void editorsListWorkingCopiesByStatus() {
        String live = Sample.live(a);
        String draft = Sample.name("draft");
        Api.admin()
                .put(Sample.path(draft), "{\"title\": \"x\", \"tags\": [\"" + a + "\"]}")
                .expect(201);
        assertThat(editors("status=draft&tag=" + a)).containsExactly(draft);
        assertThat(editors("status=published&tag=" + a)).containsExactly(live);
        assertThat(editors("status=any&tag=" + a)).containsExactly(draft, live);
        assertThat(editors("status=any&tag=" + a + "&sort=publishedAt")).containsExactly(live, draft);
        assertThat(slugs("tag=" + a)).containsExactly(live);
        Api.admin().delete(Sample.path(draft)).expect(204);
        assertThat(editors("status=any&tag=" + a)).containsExactly(live);
        assertThat(editors("status=trashed&tag=" + a)).containsExactly(draft);
        ApiResponse page = Api.admin().get("/api/articles?status=any&tag=" + a).expect(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void renamedTagKeepsItsArticles() {
        String slug = Sample.live(a);
        Api.admin()
                .patch("/api/tags/" + a, "{\"slug\": \"" + b + "\", \"name\": \"Renamed\"}")
                .expect(200);
        assertThat(slugs("tag=" + b)).containsExactly(slug);
        assertThat(slugs("tag=" + a)).containsExactly(slug);
        assertThat(Api.anonymous().get(Sample.path(slug)).article().tags())
                .extracting(TermName::name)
                .containsExactly("Renamed");
    }

    /** The formats of each body in a response. */
    private static List<List<String>> bodies(String url) {
        JsonNode response = Api.admin().get(url).expect(200).json();
        return response.findValues("body").stream()
                .map(body -> body.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .sorted()
                        .toList())
                .toList();
    }

    private static ApiResponse list(String query) {
        return Api.anonymous().get("/api/articles?" + query).expect(200);
    }

    private static ArticlePage page(String query) {
        return list(query).articles();
    }

    private static List<String> slugs(String query) {
        return page(query).slugs();
    }

    private static List<String> editors(String query) {
        return Api.admin().get("/api/articles?" + query).expect(200).articles().slugs();
    }

    private static void refused(String query, String code) {
        assertThat(Api.anonymous()
                        .get("/api/articles?" + query)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .contains(code);
    }
}
