package dev.broadsheet.terms.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.list.RelatedTerms.Related;
import dev.broadsheet.terms.list.RelatedTerms.RelatedTermsResponse;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableChecksums;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of terms and their article counts. */
@QuarkusTest
class TermListTest {

    @Inject
    TermCounts counts;

    @Inject
    DSLContext sql;

    @Inject
    TableChecksums tables;

    @Test
    void mostUsedTermsComeFirst() {
        String stem = Sample.name("counted");
        for (int i = 0; i < 4; i++) {
            Sample.live(String.join(
                    ",",
                    IntStream.rangeClosed(0, i).mapToObj(n -> stem + "-" + n).toList()));
        }
        List<String> expected = List.of(stem + "-0", stem + "-1", stem + "-2", stem + "-3");
        assertThat(walk("-count", stem)).isEqualTo(expected);
        counts.fold();
        assertThat(walk("-count", stem)).isEqualTo(expected);
        List<String> reversed = new ArrayList<>(expected);
        Collections.reverse(reversed);
        assertThat(walk("count", stem)).isEqualTo(reversed);
        assertThat(walk("-slug", stem)).isEqualTo(reversed);
        assertThat(walk("slug", stem)).isEqualTo(expected);
        assertThat(walk("-name", stem)).isEqualTo(reversed);
        assertThat(walk("-updatedAt", stem)).isEqualTo(walk("-createdAt", stem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=colour", "sort=name,slug", "unused=maybe"})
    void unknownSortIsRefused(String query) {
        Api.admin().get("/api/tags?" + query).problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void cursorsAreBoundToTheirSort() {
        String next = Api.admin()
                .get("/api/tags?limit=1&sort=-count")
                .expect(200)
                .page(TermView.class)
                .page()
                .next();
        Api.admin().get("/api/tags?limit=1&sort=slug&after=" + next).problem(ProblemCode.INVALID_PARAMETER);
    }

    /** The stored counters always equal a real count. */
    @Test
    void countsAreExact() {
        String tag = Sample.name("exact");
        List<String> articles =
                IntStream.range(0, 5).mapToObj(i -> Sample.live(tag)).toList();
        counts.fold();
        Api.admin().delete(Sample.path(articles.get(0)) + "/publication").expect(204);
        Api.admin().delete(Sample.path(articles.get(1)) + "?permanent=true");
        Api.admin().patch(Sample.path(articles.get(2)), "{\"tags\": []}").expect(200);
        Api.admin()
                .patch(Sample.path(articles.get(3)), "{\"tags\": [], \"status\": \"published\"}")
                .expect(200);
        Api.admin()
                .patch(Sample.path(articles.get(4)), "{\"publishedAt\": \"2020-01-01\", \"status\": \"published\"}")
                .expect(200);
        exact();
        counts.fold();
        exact();
        assertThat(sql.fetchCount(org.jooq.impl.DSL.table("term_count_change"))).isZero();
    }

    private void exact() {
        assertThat(sql.fetch("""
                select t.slug,
                    (select count(*) from publication_term p where p.term_id = t.id) as articles,
                    (select count(*) from article_term a where a.term_id = t.id) as working,
                    coalesce(c.articles, 0) + coalesce(f.articles, 0) as kept_articles,
                    coalesce(c.working_copies, 0) + coalesce(f.working, 0) as kept_working
                from term t left join term_count c on c.term_id = t.id
                left join (select term_id, sum(articles) as articles, sum(working_copies) as working
                    from term_count_change group by 1) f on f.term_id = t.id
                """)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("kept_articles", Long.class)).isEqualTo(row.get("articles", Long.class));
            assertThat(row.get("kept_working", Long.class)).isEqualTo(row.get("working", Long.class));
        });
    }

    @Test
    void unusedTermsAreListedAndDeleted() {
        String unused = Sample.name("unused");
        String above = Sample.tag();
        String parent = Sample.name("parent");
        String child = Sample.name("child");
        String drafted = Sample.name("drafted");
        Api.admin()
                .put("/api/tags/" + unused, "{\"parent\": \"" + above + "\"}")
                .expect(201);
        Api.admin().put("/api/tags/" + parent, "{}").expect(201);
        Api.admin()
                .put("/api/tags/" + child, "{\"parent\": \"" + parent + "\"}")
                .expect(201);
        Sample.live(child);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"tags\": [\"" + drafted + "\"]}")
                .expect(201);
        List<String> listed = slugs("/api/tags?unused=true&sort=-createdAt&limit=100");
        assertThat(listed).contains(unused, above).doesNotContain(parent, child, drafted);
        assertThat(slugs("/api/tags?unused=false&sort=-createdAt&limit=100"))
                .contains(parent, child, drafted)
                .doesNotContain(unused, above);
        Api.anonymous().get("/api/tags?unused=true").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().delete("/api/tags?unused=true").problem(ProblemCode.UNAUTHORIZED);
        Api.admin().delete("/api/tags").problem(ProblemCode.INVALID_PARAMETER);
        Api.admin().delete("/api/tags?unused=false").problem(ProblemCode.INVALID_PARAMETER);

        tables.assertUnchangedBy(List.of(() -> {
            ApiResponse dryRun = Api.admin().delete("/api/tags?unused=true&dryRun=true");
            assertThat(dryRun.expect(200).json().path("data").findValuesAsText("slug"))
                    .contains(unused, above)
                    .doesNotContain(parent, child, drafted);
            return dryRun;
        }));
        JsonNode removed =
                Api.admin().delete("/api/tags?unused=true").expect(200).json();
        assertThat(removed.path("removed").asInt())
                .isEqualTo(removed.path("data").size())
                .isPositive();
        Api.admin().get("/api/tags/" + unused).problem(ProblemCode.NOT_FOUND);
        Api.admin().get("/api/tags/" + parent).expect(200);
        Api.admin().get("/api/tags/" + drafted).expect(200);
        assertThat(Api.admin()
                        .delete("/api/tags?unused=true")
                        .expect(200)
                        .json()
                        .path("removed")
                        .asInt())
                .isZero();
    }

    /**
     * A term that comes into use while unused terms are removed is either kept or created again; no article loses it.
     */
    @Test
    void termTakenIntoUseIsKept() {
        for (int round = 0; round < 6; round++) {
            String tag = Sample.tag();
            IntStream.range(0, 6).parallel().forEach(i -> {
                if (i == 2) {
                    Api.admin().delete("/api/tags?unused=true").expect(200);
                } else {
                    Api.admin()
                            .post("/api/articles", "{\"title\": \"x\", \"tags\": [\"" + tag + "\"]}")
                            .expect(201);
                }
            });
            assertThat(Api.admin()
                            .get("/api/articles?status=draft&tag=" + tag)
                            .expect(200)
                            .articles()
                            .data())
                    .hasSize(5);
        }
    }

    @Test
    void closeMatchesComeBeforeFrequentOnes() {
        String tag = Sample.name("strait");
        String close = Sample.name("tanker");
        String common = Sample.name("world");
        for (int i = 0; i < 3; i++) {
            Sample.live(tag + "," + close + "," + common);
        }
        Sample.live(tag);
        for (int i = 0; i < 6; i++) {
            Sample.live(common);
        }
        String path = "/api/tags/" + tag + "/related";
        ApiResponse response = Api.anonymous().get(path).expect(200);
        RelatedTermsResponse related = response.as(RelatedTermsResponse.class);
        assertThat(related.articles()).isEqualTo(4);
        assertThat(related.data()).extracting(Related::slug).containsExactly(close, common);
        assertThat(related.data().get(0).count()).isEqualTo(3);
        assertThat(related.data().get(0).score()).isEqualTo(0.866);
        assertThat(related.data().get(1).score()).isEqualTo(0.5);
        assertThat(Api.admin().get(path).expect(200).json()).isEqualTo(response.json());
        assertThat(Api.anonymous()
                        .get(path + "?limit=1")
                        .expect(200)
                        .as(RelatedTermsResponse.class)
                        .data())
                .hasSize(1);
        Api.anonymous().get(path + "?limit=101").problem(ProblemCode.INVALID_PARAMETER);
        String drafted = Sample.tag();
        Api.admin().get("/api/tags/" + drafted + "/related").problem(ProblemCode.NOT_FOUND);
        Api.admin().patch("/api/tags/" + tag, "{\"slug\": \"" + tag + "-b\"}").expect(200);
        assertThat(Api.anonymous().get(path + "?limit=1").expect(308).header("Location"))
                .endsWith("/api/tags/" + tag + "-b/related?limit=1");
    }

    /** All tags of the stem, page by page. */
    private static List<String> walk(String sort, String stem) {
        List<String> slugs = new ArrayList<>();
        String after = "";
        while (true) {
            ListPage<TermView> page = Api.anonymous()
                    .get("/api/tags?limit=7&sort=" + sort + after)
                    .expect(200)
                    .page(TermView.class);
            slugs.addAll(page.each(TermView::slug));
            if (page.page().next() == null) {
                return slugs.stream().filter(slug -> slug.startsWith(stem)).toList();
            }
            after = "&after=" + page.page().next();
        }
    }

    private static List<String> slugs(String path) {
        return Api.admin().get(path).expect(200).page(TermView.class).each(TermView::slug);
    }
}
