package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.revisions.RevisionView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The query language of the list, by example. {@link QueryModelTest} checks the meaning of each operator. */
@QuarkusTest
class QueryTest {

    @Inject
    TestClock clock;

    /** A tag of its own for each test, so that articles of other tests don't match. */
    private final String tag = Sample.name("topic");

    @Test
    void facetsCountTheFilteredList() {
        String oil = Sample.name("oil");
        String gas = Sample.name("gas");
        write("Ceasefire holds", oil, "2026-01-31");
        write("Ceasefire ends", oil + "\", \"" + gas, "2026-02-01");
        write("Talks go on", gas, "2025-12-24");
        ApiResponse page =
                page("tag=" + tag + "&title.contains=Ceasefire&tag.none=" + gas + "&facet=tag,publishedAt:month");
        assertThat(titles(page)).containsExactly("Ceasefire holds");
        page = page("tag=" + tag + "&facet=tag,publishedAt:month&count=exact");
        assertThat(page.articles().page().total()).isEqualTo(3);
        JsonNode facets = page.json().path("facets");
        assertThat(facets.path("tag").findValuesAsText("value")).containsExactly(tag, gas, oil);
        assertThat(facets.path("tag").findValuesAsText("count")).containsExactly("3", "2", "2");
        assertThat(facets.at("/publishedAt:month/0/value").asText()).isEqualTo("2026-02");
        assertThat(titles(page("tag=" + tag + "&publishedAt=2026-01"))).containsExactly("Ceasefire holds");
    }

    @Test
    void facetsShowCurrentNames() {
        write("x", tag, "2026-01-31");
        Api.admin().patch("/api/tags/" + tag, "{\"name\": \"Renamed\"}").expect(200);
        JsonNode facet = page("tag=" + tag + "&facet=tag").json().at("/facets/tag/0");
        assertThat(facet.path("label").asText()).isEqualTo("Renamed");
        assertThat(facet.path("count").asInt()).isEqualTo(1);
        assertThat(page("tag=" + tag).json().has("facets")).isFalse();
    }

    /** In a URL a bare + is a space (case filter-date-plus). */
    @Test
    void offsetMayHaveAnUnencodedPlus() {
        write("Before", "x", "2026-01-31T22:59:59Z");
        write("After", "x", "2026-01-31T23:00:00Z");
        for (String plus : List.of("+", "%2B")) {
            assertThat(titles(page("tag=" + tag + "&publishedAt.gte=2026-02-01T00:00:00" + plus + "01:00")))
                    .containsExactly("After");
            assertThat(titles(page(
                            "tag=" + tag + "&publishedAt.between=2026-01-01,2026-01-31T23:59:59" + plus + "01:00")))
                    .containsExactly("Before");
            Api.admin()
                    .get("/api/articles?at=2026-02-01T00:00:00" + plus + "01:00")
                    .expect(200);
            Api.admin()
                    .get("/api/schedule?from=2026-02-01T00:00:00" + plus + "01:00")
                    .expect(200);
        }
    }

    @Test
    void relativeDatesAreSupported() {
        write("Old", "x", clock.now().minus(Duration.ofDays(40)).toString());
        write("Recent", "x", clock.now().minus(Duration.ofDays(3)).toString());
        assertThat(titles(page("tag=" + tag + "&publishedAt.gte=-7d"))).containsExactly("Recent");
        assertThat(titles(page("tag=" + tag + "&publishedAt.lt=-1mo"))).containsExactly("Old");
        assertThat(titles(page("tag=" + tag + "&publishedAt.between=-6w,now"))).containsExactly("Recent", "Old");
        assertThat(titles(page("tag=" + tag + "&publishedAt.gt=%2B1h"))).isEmpty();
        // The cursor of a list with relative dates stays valid a moment later.
        ApiResponse first = page("tag=" + tag + "&publishedAt.gte=-6w&limit=1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(titles(page("tag=" + tag + "&publishedAt.gte=-6w&limit=1&after="
                        + first.articles().page().next())))
                .containsExactly("Old");
    }

    @Test
    void jsonQueryEqualsTheUrlQuery() {
        write("One, two", "x", "2026-01-31");
        write("Two", "x", "2026-02-01");
        String query = """
                {"tag": ["%s"], "title.in": ["One, two", "Two"], "sort": "title", "limit": 1, "count": "exact",
                 "publishedAt.gte": "2026", "wordCount.gt": 0, "kicker": null}
                """.formatted(tag);
        ApiResponse first = Api.anonymous().post("/api/articles/query", query).expect(200);
        assertThat(titles(first)).containsExactly("One, two");
        assertThat(first.articles().page().total()).isEqualTo(2);
        String next = query.replace(
                "\"limit\"", "\"after\": \"" + first.articles().page().next() + "\", \"limit\"");
        assertThat(titles(Api.anonymous().post("/api/articles/query", next).expect(200)))
                .containsExactly("Two");
        // The same list as a URL; an unquoted list of values can't contain a comma.
        assertThat(titles(page("tag=" + tag + "&title.in=One%2C%20two,Two"))).containsExactly("Two");
        assertThat(titles(page("tag=" + tag + "&title=One%2C%20two"))).containsExactly("One, two");
    }

    @Test
    void faultsOfAJsonQueryHavePointers() {
        assertThat(Api.anonymous()
                        .post(
                                "/api/articles/query",
                                "{\"tags\": \"x\", \"limit\": 1000, \"wordCount.gt\": \"many\", \"type\": [], \"slug\": {\"a\": 1}}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/tags", "/limit", "/wordCount.gt", "/type", "/slug");
        assertThat(Api.anonymous()
                        .post("/api/articles/query", "{\"after\": \"nonsense\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/after");
        Api.anonymous().post("/api/articles/query", "[]").problem(ProblemCode.INVALID);
        Api.anonymous().post("/api/articles/query", "{\"status\": \"any\"}").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        List<Fault> faults = faults(
                "limit=many&offset=-1&wordCount=x&publishedAt.gt=someday&publishedAt.between=2026&title.exists=maybe"
                        + "&id=7&kicker.gt=a&kicker.gt=b&wordCount.contains=1&nonsense=1&title.nonsense=1&facet=x&sort=x&count=x");
        assertThat(faults)
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder(
                        "limit",
                        "offset",
                        "wordCount",
                        "publishedAt.gt",
                        "publishedAt.between",
                        "title.exists",
                        "id",
                        "kicker.gt",
                        "wordCount.contains",
                        "nonsense",
                        "title.nonsense",
                        "facet",
                        "sort",
                        "count");
        assertThat(faults)
                .filteredOn(fault -> "title.nonsense".equals(fault.parameter()))
                .extracting(Fault::detail)
                .singleElement()
                .asString()
                .contains("title.startsWith");
        assertThat(faults)
                .filteredOn(fault -> "nonsense".equals(fault.parameter()))
                .extracting(Fault::detail)
                .singleElement()
                .asString()
                .contains("tag.none", "publishedAt")
                .doesNotContain("expireAt");
        assertThat(faults("facet=tag&at=2026-01-01")).extracting(Fault::code).containsExactly("conflicting-parameters");
        assertThat(faults("fields=authors.nope"))
                .extracting(Fault::detail)
                .asString()
                .contains("authors.name");
    }

    /** An empty value is likely a mistake and must not mean “everything”. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/articles?tag=",
                "/api/articles?tag",
                "/api/articles?title.contains=",
                "/api/articles?at=",
                "/api/articles?sort=",
                "/api/articles?facet=",
                "/api/articles?fields=",
                "/api/articles/summit?at=",
                "/api/articles/summit?version=",
                "/api/articles/summit/diff?from=",
                "/api/archive?by="
            })
    void parameterWithoutAValueIsRefused(String path) {
        assertThat(Api.admin().get(path).problem(ProblemCode.INVALID_PARAMETER).errors())
                .extracting(Fault::code)
                .containsExactly("no-value");
    }

    @Test
    void textFiltersIgnoreCase() {
        write("Ölpreis steigt", "oil", "2026-01-10");
        for (String query : List.of("title.contains=PREIS", "title.startsWith=%C3%B6lp", "title.contains=STEIGT")) {
            assertThat(titles(page("tag=" + tag + "&" + query))).containsExactly("Ölpreis steigt");
        }
        assertThat(titles(page("tag=" + tag + "&title=%C3%B6lpreis%20steigt"))).isEmpty();
    }

    /** Readers can't infer fields that they may not read by filter, sort, count or error. */
    @ParameterizedTest
    @ValueSource(strings = {"live", "modified", "updatedBy", "publishAt", "expireAt", "archivedAt", "trashedAt"})
    void readersCannotFilterByEditorsMembers(String field) {
        assertThat(faults(field + "=2026-01-01")).extracting(Fault::code).containsExactly("unknown-parameter");
        assertThat(faults(field + ".exists=true")).extracting(Fault::code).containsExactly("unknown-parameter");
        assertThat(faults("sort=" + field)).extracting(Fault::code).containsExactly("invalid-value");
        Api.anonymous()
                .get("/api/articles?status=any&" + field + "=true")
                .expect(field.equals("modified") || field.equals("updatedBy") ? 401 : 400);
        Api.admin()
                .get("/api/articles?status=any&" + field + ".ne="
                        + (field.equals("modified") ? "true" : field.equals("live") ? "1" : "2026"))
                .expect(200);
    }

    @Test
    void relatedArticlesAreHiddenUntilLive() {
        String draft = Sample.draft("Secret");
        String id = Sample.id(draft);
        Api.admin()
                .put(Sample.path(Sample.name("pointer")), """
                        {"title": "Pointer", "body": "x", "tags": ["%s"], "related": ["%s"], "status": "published"}
                        """.formatted(tag, id))
                .expect(201);
        String list = "tag=" + tag + "&";
        assertThat(titles(page(list + "related=" + id))).isEmpty();
        assertThat(titles(page(list + "related.exists=true"))).isEmpty();
        assertThat(titles(page(list + "related.ne=" + id))).containsExactly("Pointer");
        assertThat(titles(Api.admin()
                        .get("/api/articles?status=any&" + list + "related=" + id)
                        .expect(200)))
                .containsExactly("Pointer");
        Api.admin().put(Sample.path(draft) + "/publication", "{}").expect(200);
        assertThat(titles(page(list + "related=" + id))).containsExactly("Pointer");
        assertThat(titles(page(list + "related.exists=true"))).containsExactly("Pointer");
    }

    @Test
    void editorsFilterByModified() {
        String slug = Sample.live(tag);
        String list = "/api/articles?status=any&tag=" + tag;
        assertThat(titles(Api.admin().get(list + "&modified=true").expect(200))).isEmpty();
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Edited\"}").expect(200);
        assertThat(titles(Api.admin()
                        .get(list + "&modified=true&sort=-live,title")
                        .expect(200)))
                .containsExactly("Edited");
        String by = Api.admin()
                .get(Sample.path(slug) + "/revisions")
                .page(RevisionView.class)
                .data()
                .get(0)
                .by();
        assertThat(titles(Api.admin().get(list + "&updatedBy=" + by).expect(200)))
                .containsExactly("Edited");
        assertThat(titles(Api.admin().get(list + "&updatedBy.ne=" + by).expect(200)))
                .isEmpty();
        JsonNode facets =
                Api.admin().get(list + "&facet=section,type").expect(200).json().path("facets");
        assertThat(facets.path("section").findValuesAsText("value")).containsExactly("world");
    }

    private void write(String title, String tags, String publishedAt) {
        Api.admin()
                .post("/api/articles", """
                        {"title": "%s", "body": "Some words.", "tags": ["%s", "%s"], "publishedAt": "%s", "status": "published"}
                        """.formatted(title, tag, tags, publishedAt))
                .expect(201);
    }

    private static ApiResponse page(String query) {
        return Api.anonymous().get("/api/articles?" + query).expect(200);
    }

    private static List<Fault> faults(String query) {
        return Api.anonymous()
                .get("/api/articles?" + query)
                .problem(ProblemCode.INVALID_PARAMETER)
                .errors();
    }

    private static List<String> titles(ApiResponse page) {
        return page.articles().data().stream().map(ArticleView::title).toList();
    }
}
