package dev.broadsheet.publications.related;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.publications.list.model.LargeStore;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RelatedTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Inject
    RelatedArticles related;

    private final String rare = Sample.name("rare");
    private final String common = Sample.name("common");

    /** An article in a language of its own, without words in common: only tags and editors relate it. */
    private static String article(String title, String tags, String more) {
        String slug = Sample.name("article");
        Api.admin()
                .put(Sample.path(slug), """
                        {"title": "%s", "body": "Words.", "tags": [%s], "status": "published"%s}
                        """.formatted(
                                title, tags.isEmpty() ? "" : "\"" + tags.replace(",", "\",\"") + "\"", more))
                .expect(201);
        return slug;
    }

    private static String article(String tags) {
        return article(Sample.name("Title"), tags, "");
    }

    @Test
    void rareTagsWeighMore() {
        String shown = article(rare + "," + common);
        String both = article(rare + "," + common);
        String one = article(rare);
        for (int i = 0; i < 3; i++) {
            article(common);
        }
        List<String> found = slugs(shown, "by=tags");
        assertThat(found).hasSize(5).startsWith(both, one).doesNotContain(shown);
        assertThat(slugs(shown, "by=tags&limit=1")).containsExactly(both);
    }

    /** Two frequent tags together weigh less than one rare tag. */
    @Test
    void oneRareTagOutweighsTwoFrequentOnes() {
        String other = Sample.name("other");
        String shown = article(rare + "," + common + "," + other);
        for (int i = 0; i < 10; i++) {
            article(common);
            article(other);
        }
        String rarely = article(rare);
        String often = article(common + "," + other);
        assertThat(slugs(shown, "by=tags")).startsWith(rarely, often);
    }

    @Test
    void tiesAreBrokenBySimilarityThenDate() {
        String words = Sample.name("Refinery");
        String shown = article(words + " burns in Basra", rare, "");
        String like = article(words + " in Basra burns on", rare, "");
        String older = article("Markets calm", rare, "");
        String newer = article("Choir sings", rare, "");
        assertThat(slugs(shown, "by=tags,text")).startsWith(like, newer, older);
    }

    @Test
    void editorsChoiceComesFirst() {
        String far = article("");
        String near = article("");
        String shown =
                article(Sample.name("Title"), rare, ", \"related\": [\"%s\", \"%s\"]".formatted(id(far), id(near)));
        String tagged = article(rare);
        assertThat(slugs(shown, "by=editor,tags")).containsExactly(far, near, tagged);
        assertThat(slugs(shown, "by=editor")).containsExactly(far, near);
        assertThat(slugs(shown, "by=tags")).containsExactly(tagged);
        assertThat(slugs(shown, "limit=3")).startsWith(far, near, tagged);
    }

    @Test
    void similarTextIsFoundWithoutTags() {
        String shown = article("Kurdish oilfield quarrel deepens", "", "");
        String like = article("Quarrel about Kurdish oilfield", "", "");
        article("Orchestra on tour", "", "");
        assertThat(slugs(shown, "by=text")).startsWith(like).doesNotContain(shown);
        assertThat(slugs(shown, "by=tags")).isEmpty();
    }

    @Test
    void onlyLiveArticlesAreShown() {
        String shown = article(rare);
        String gone = article(rare);
        assertThat(slugs(shown, "by=tags")).containsExactly(gone);
        Api.admin().delete(Sample.path(gone) + "/publication");
        assertThat(slugs(shown, "by=tags")).isEmpty();
        assertThat(Api.admin()
                        .get(Sample.path(shown) + "/related?by=tags")
                        .expect(200)
                        .articles()
                        .data())
                .isEmpty();
    }

    @Test
    void articleIsFoundByAnyName() {
        String shown = article(rare);
        String former = shown + "-then";
        Api.admin()
                .patch(Sample.path(shown), "{\"slug\": \"" + former + "\", \"status\": \"published\"}")
                .expect(200);
        assertThat(Api.anonymous()
                        .get(Sample.path(shown) + "/related?limit=3")
                        .expect(308)
                        .header("Location"))
                .endsWith("/api/articles/" + former + "/related?limit=3");
        Api.admin().delete(Sample.path(former) + "/publication");
        Api.anonymous().get(Sample.path(former) + "/related").problem(ProblemCode.GONE);
        Api.anonymous().get(Sample.path("nobody-wrote-this") + "/related").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void membersAreSelectedAsInAList() {
        String shown = article(rare);
        article(rare);
        JsonNode found = Api.anonymous()
                .get(Sample.path(shown) + "/related?by=tags&fields=title&include=body&body.format=text")
                .expect(200)
                .json()
                .at("/data/0");
        assertThat(found.at("/body/text").asText()).startsWith("Words.");
        assertThat(found.has("summary")).isFalse();
        assertThat(Api.anonymous()
                        .get(Sample.path(shown) + "/related?by=luck&limit=101&nonsense=1")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .contains("nonsense");
        assertThat(Api.anonymous()
                        .get(Sample.path(shown) + "/related?by=luck&limit=101&fields=nope")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("by", "limit", "fields");
    }

    @Test
    void relatedTakesTwoStatements() {
        String shown = article(rare + "," + common);
        article(rare);
        assertThat(statements.of(() ->
                        Api.anonymous().get(Sample.path(shown) + "/related").expect(200)))
                .hasSize(2);
    }

    /** No table is scanned, and the number of blocks read is bounded, whatever the number of articles. */
    @Test
    void relatedUsesIndexes() {
        LargeStore library = LargeStore.get();
        for (String slug : List.of("slug-77", "slug-15000", "slug-29999")) {
            UUID article = library.article(slug);
            String plan = library.plan(library.sql().selectFrom(related.ranked(article, all(), 10)));
            assertThat(plan).doesNotContain("Seq Scan on publication", "Seq Scan on article");
            assertThat(LargeStore.blocks(plan)).as(plan).isLessThan(12_000);
        }
    }

    private static EnumSet<RelatedBy> all() {
        return EnumSet.allOf(RelatedBy.class);
    }

    private static String id(String slug) {
        return Sample.id(slug);
    }

    private static List<String> slugs(String slug, String query) {
        return Api.anonymous()
                .get(Sample.path(slug) + "/related?" + query)
                .expect(200)
                .articles()
                .slugs();
    }
}
