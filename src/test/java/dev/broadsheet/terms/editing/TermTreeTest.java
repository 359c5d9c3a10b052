package dev.broadsheet.terms.editing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.list.RelatedTerms.RelatedTermsResponse;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TermTreeTest {

    @Inject
    DSLContext sql;

    @Test
    void colourAndParentAreSetAndCleared() {
        String parent = Sample.term("tags", "{\"name\": \"Parent of\"}");
        String child = Sample.term(
                "tags", "{\"colour\": \"#C2410c\", \"description\": \"d\", \"parent\": \"" + parent + "\"}");
        ApiResponse read = Api.admin().get("/api/tags/" + child).expect(200);
        assertThat(read.term().colour()).isEqualTo("#c2410c");
        assertThat(read.term().parent()).extracting(TermName::slug).isEqualTo(parent);
        assertThat(Api.admin()
                        .put("/api/tags/" + child, read.text())
                        .expect(200)
                        .header("ETag"))
                .as("what was read can be sent back")
                .isEqualTo(Api.admin().get("/api/tags/" + child).header("ETag"))
                .isEqualTo("\"v1\"");
        assertThat(Api.admin()
                        .patch("/api/tags/" + child, "{\"name\": \"x\"}")
                        .expect(200)
                        .term()
                        .parent())
                .extracting(TermName::name)
                .isEqualTo("Parent of");
        JsonNode cleared = Api.admin()
                .patch("/api/tags/" + child, "{\"parent\": null, \"colour\": null}")
                .expect(200)
                .json();
        assertThat(cleared.path("parent").isNull() && cleared.path("colour").isNull())
                .isTrue();
        UUID id = Api.admin().get("/api/tags/" + parent).term().id();
        for (String name : List.of(id.toString(), parent)) {
            assertThat(Api.admin()
                            .patch("/api/tags/" + child, "{\"parent\": \"" + name + "\"}")
                            .expect(200)
                            .term()
                            .parent())
                    .extracting(TermName::id)
                    .isEqualTo(id);
        }
        Api.admin().delete("/api/tags/" + parent).expect(204);
        assertThat(Api.admin().get("/api/tags/" + child).term().parent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"colour\": \"red\"}",
                "{\"colour\": \"#12345\"}",
                "{\"parent\": \"nobody-knows-it\"}",
                "{\"parent\": 3}",
                "{\"parent\": \"019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f\"}"
            })
    void invalidColoursAndParentsAreRefused(String patch) {
        assertThat(Api.admin()
                        .patch("/api/tags/" + Sample.tag(), patch)
                        .problem(ProblemCode.INVALID)
                        .errors())
                .hasSize(1);
    }

    @Test
    void cyclesAreRefused() {
        String a = Sample.tag();
        String b = Sample.tagBelow(a);
        String c = Sample.tagBelow(b);
        for (String below : List.of(a, b, c)) {
            assertThat(Api.admin()
                            .patch("/api/tags/" + a, "{\"parent\": \"" + below + "\"}")
                            .problem(ProblemCode.INVALID)
                            .errors()
                            .get(0)
                            .code())
                    .isEqualTo("cycle");
        }
    }

    @Test
    void depthIsLimitedToTen() {
        String last = Sample.tag();
        for (int depth = 2; depth <= 10; depth++) {
            last = Sample.tagBelow(last);
        }
        assertThat(Api.admin()
                        .put("/api/tags/" + Sample.name("deep"), "{\"parent\": \"" + last + "\"}")
                        .problem(ProblemCode.INVALID)
                        .errors()
                        .get(0)
                        .code())
                .isEqualTo("too-deep");
        String two = Sample.tag();
        Sample.tagBelow(two);
        String nine =
                Api.admin().get("/api/tags/" + last).json().at("/parent/slug").asText();
        Api.admin().patch("/api/tags/" + two, "{\"parent\": \"" + nine + "\"}").problem(ProblemCode.INVALID);
    }

    /** Either term may be put below the other, but not both. */
    @Test
    void concurrentWritesMakeNoCycle() {
        List<String> tags = IntStream.range(0, 6).mapToObj(i -> Sample.tag()).toList();
        for (int round = 0; round < 5; round++) {
            int shift = round + 1;
            IntStream.range(0, 12)
                    .parallel()
                    .mapToObj(i -> Api.admin()
                            .patch(
                                    "/api/tags/" + tags.get(i % 6),
                                    "{\"parent\": \"" + tags.get((i + shift) % 6) + "\"}")
                            .status())
                    .forEach(status -> assertThat(status).isIn(200, 422));
            for (String tag : tags) {
                String at = tag;
                int steps = 0;
                for (; !at.isEmpty() && steps < 10; steps++) {
                    at = Api.admin()
                            .get("/api/tags/" + at)
                            .expect(200)
                            .json()
                            .at("/parent/slug")
                            .asText("");
                }
                assertThat(at).as("the way up from %s ends", tag).isEmpty();
            }
        }
    }

    @Test
    void filterIncludesDescendants() {
        String top = Sample.tag();
        String middle = Sample.tagBelow(top);
        String leaf = Sample.tagBelow(middle);
        String other = Sample.name("other");
        String one = Sample.live(leaf + "," + other);
        String two = Sample.live(top + "," + middle);
        assertThat(found("tag=" + top)).containsExactly(two);
        assertThat(found("descendants=false&tag=" + top)).containsExactly(two);
        assertThat(found("descendants=true&tag=" + top)).containsExactly(two, one);
        assertThat(found("descendants=true&tag.all=" + top + "," + other)).containsExactly(one);
        assertThat(found("descendants=true&tag.all=" + middle + "&tag.none=" + leaf))
                .containsExactly(two);
        assertThat(found("descendants=true&tag=" + other + "&tag.none=" + top)).isEmpty();
        JsonNode counted = Api.anonymous()
                .post(
                        "/api/articles/query",
                        "{\"tag\": \"%s\", \"descendants\": true, \"facet\": \"tag\", \"count\": \"exact\"}"
                                .formatted(top))
                .expect(200)
                .json();
        assertThat(counted.at("/page/total").asInt()).isEqualTo(2);
        assertThat(counted.at("/facets/tag").findValuesAsText("value")).contains(top, middle, leaf, other);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&descendants=true&tag=" + top)
                        .expect(200)
                        .articles()
                        .data())
                .hasSize(2);
        String cursor = Api.anonymous()
                .get("/api/articles?limit=1&descendants=true&tag=" + top)
                .articles()
                .page()
                .next();
        Api.anonymous()
                .get("/api/articles?limit=1&tag=" + top + "&after=" + cursor)
                .problem(ProblemCode.INVALID_PARAMETER);
        Api.anonymous().get("/api/articles?descendants=yes").problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void moreThanAThousandDescendantsAreRefused() {
        String top = Sample.tag();
        sql.execute("""
                insert into term (id, kind, slug, name, version, created_at, updated_at, parent_id)
                select gen_random_uuid(), 'tag', ? || '-' || g, 'Crowd', 1, now(), now(), (select id from term where slug = ?)
                from generate_series(1, 999) g
                """, top, top);
        Api.anonymous().get("/api/articles?descendants=true&tag=" + top).expect(200);
        assertThat(Api.anonymous()
                        .get("/api/articles?descendants=true&tag=" + top + ",energy&tag.none=" + Sample.tag())
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors()
                        .get(0)
                        .code())
                .isEqualTo("too-many");
        Api.anonymous()
                .post(
                        "/api/articles/query",
                        "{\"tag\": [\"%s\", \"%s\"], \"descendants\": true}".formatted(top, Sample.tag()))
                .problem(ProblemCode.INVALID);
    }

    /** No published article uses the two at the top, but one uses their descendant. */
    @Test
    void readersSeeTheParent() {
        String top = Sample.tag();
        String middle = Sample.tagBelow(top);
        String leaf = Sample.tagBelow(middle);
        String empty = Sample.tagBelow(top);
        for (String tag : List.of(top, middle, leaf)) {
            Api.anonymous().get("/api/tags/" + tag).problem(ProblemCode.NOT_FOUND);
        }
        String article = Sample.live(leaf);
        for (String sort : List.of("name", "-slug", "count", "-count", "createdAt")) {
            assertThat(listed(sort)).as(sort).contains(top, middle, leaf).doesNotContain(empty);
        }
        TermView seen = Api.anonymous().get("/api/tags/" + middle).expect(200).term();
        assertThat(seen.parent()).extracting(TermName::slug).isEqualTo(top);
        assertThat(seen.articles()).as("its own").isZero();
        assertThat(Api.anonymous().get("/api/tags/" + leaf).term().parent())
                .extracting(TermName::slug)
                .isEqualTo(middle);
        assertThat(Api.anonymous()
                        .get("/api/tags/" + top + "/related")
                        .expect(200)
                        .as(RelatedTermsResponse.class)
                        .data())
                .isEmpty();
        for (String path : List.of("/api/search?kind=tag&q=", "/api/suggest?q=")) {
            assertThat(Api.anonymous()
                            .get(path + "%22" + top.replace('-', '+') + "%22")
                            .expect(200)
                            .json()
                            .path("data")
                            .findValuesAsText("slug"))
                    .contains(top);
        }
        Api.anonymous().get("/api/tags/" + empty).problem(ProblemCode.NOT_FOUND);
        long total = total();
        Api.admin().delete(Sample.path(article) + "/publication").expect(204);
        assertThat(total()).isEqualTo(total - 3);
        for (String tag : List.of(top, middle, leaf)) {
            Api.anonymous().get("/api/tags/" + tag).problem(ProblemCode.NOT_FOUND);
        }
        assertThat(listed("-count")).doesNotContain(top, middle, leaf);
    }

    private static long total() {
        return Objects.requireNonNull(Api.anonymous()
                .get("/api/tags?count=exact&limit=1")
                .expect(200)
                .page(TermView.class)
                .page()
                .total());
    }

    /** All pages of the list, read without a key. */
    private static List<String> listed(String sort) {
        List<String> slugs = new ArrayList<>();
        String after = "";
        while (true) {
            ListPage<TermView> page = Api.anonymous()
                    .get("/api/tags?limit=100&sort=" + sort + after)
                    .expect(200)
                    .page(TermView.class);
            slugs.addAll(page.each(TermView::slug));
            if (page.page().next() == null) {
                return slugs;
            }
            after = "&after=" + page.page().next();
        }
    }

    private static List<String> found(String query) {
        return Api.anonymous()
                .get("/api/articles?fields=slug&" + query)
                .expect(200)
                .articles()
                .slugs();
    }
}
