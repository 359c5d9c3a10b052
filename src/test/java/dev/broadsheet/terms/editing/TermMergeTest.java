package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static dev.broadsheet.terms.editing.TermMerges.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TermMergeTest {

    @ParameterizedTest
    @ValueSource(strings = {"tags", "authors"})
    void articlesUseTheRemainingTermOnce(String kind) {
        String name = Sample.name("The old");
        String alias = Sample.name("older");
        String old = Sample.term(kind, "{\"name\": \"" + name + "\", \"aliases\": [\"" + alias + "\"]}");
        String into = Sample.term(kind, "{}");
        String third = Sample.term(kind, "{}");
        String only = Sample.published("{\"%s\": [\"%s\", \"%s\"]}".formatted(kind, third, old));
        String both = Sample.published("{\"%s\": [\"%s\", \"%s\", \"%s\"]}".formatted(kind, old, third, into));
        String etag = Sample.workingCopy(only).header("ETag");
        String id = Api.admin().get("/api/" + kind + "/" + old).term().id().toString();

        TermView merged = merge(kind, old, into).expect(200).term();
        assertThat(merged.slug()).isEqualTo(into);
        assertThat(merged.articles()).isEqualTo(2);
        assertThat(merged.workingCopies()).isEqualTo(2);
        assertThat(merged.aliases()).containsExactly(alias);
        assertThat(merged.formerNames()).containsExactlyInAnyOrder(old, name);
        String filter = kind.substring(0, kind.length() - 1);
        for (String each : List.of(into, old, id)) {
            JsonNode list = Api.anonymous()
                    .get("/api/articles?count=exact&facet=" + filter + "&" + filter + "=" + each)
                    .expect(200)
                    .json();
            assertThat(list.at("/page/total").asInt()).isEqualTo(2);
            assertThat(list.at("/facets/" + filter).findValuesAsText("value"))
                    .contains(into)
                    .doesNotContain(old);
            assertThat(list.path("data").findValuesAsText("slug")).doesNotContain(old);
        }
        assertThat(slugs(Api.anonymous().get(Sample.path(only)).json(), kind)).containsExactly(third, into);
        assertThat(slugs(Api.anonymous().get(Sample.path(both)).json(), kind)).containsExactly(into, third);
        assertThat(slugs(Sample.workingCopy(both).json(), kind)).containsExactly(into, third);
        JsonNode drafts = Api.admin()
                .get("/api/articles?status=any&" + filter + "=" + into)
                .expect(200)
                .json();
        assertThat(drafts.path("data")).hasSize(2);
        drafts.path("data")
                .forEach(copy ->
                        assertThat(slugs(copy, kind)).containsOnlyOnce(into).hasSize(2));

        assertThat(Sample.workingCopy(only).header("ETag")).isEqualTo(etag);
        ApiResponse same = Api.admin()
                .put(Sample.path(only), Sample.workingCopy(only).text())
                .expect(200);
        assertThat(same.header("ETag")).as("what was read can be sent back").isEqualTo(etag);
        for (String each : List.of(old, id, alias)) {
            ApiResponse moved = Api.admin().get("/api/" + kind + "/" + each).expect(308);
            assertThat(moved.header("Location")).endsWith("/api/" + kind + "/" + into);
        }
        String later = Sample.published("{\"%s\": [\"%s\", {\"id\": \"%s\"}]}".formatted(kind, old, id));
        assertThat(slugs(Sample.workingCopy(later).json(), kind)).containsExactly(into);
    }

    @Test
    void sectionsAreMerged() {
        String old = Sample.term("sections", "{}");
        String into = Sample.term("sections", "{}");
        String article = Sample.published("{\"section\": \"" + old + "\"}");
        merge("sections", old, into).expect(200);
        assertThat(Api.anonymous().get(Sample.path(article)).article().section())
                .extracting(TermName::slug)
                .isEqualTo(into);
        assertThat(Api.anonymous()
                        .get("/api/articles?section=" + into)
                        .articles()
                        .data())
                .hasSize(1);
    }

    @Test
    void tagsOfAWorkingCopyAreEditedByEitherName() {
        String old = Sample.tag();
        String into = Sample.tag();
        String third = Sample.tag();
        String article = Sample.live(old);
        merge("tags", old, into).expect(200);
        assertThat(slugs(
                        Api.admin()
                                .send("PUT", Sample.path(article) + "/tags/" + into, null, null)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
        assertThat(slugs(
                        Api.admin()
                                .send("PUT", Sample.path(article) + "/tags/" + third, null, null)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into, third);
        Api.admin().delete(Sample.path(article) + "/tags/" + old).expect(200);
        assertThat(slugs(Sample.workingCopy(article).json(), "tags")).containsExactly(third);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + into)
                        .articles()
                        .data())
                .isEmpty();
    }

    @Test
    void parentAndChildrenMoveToTheRemainingTag() {
        String top = Sample.tag();
        String old = Sample.tagBelow(top);
        String between = Sample.tagBelow(old);
        String into = Sample.tagBelow(between);
        merge("tags", old, into).expect(200);
        assertThat(parent(between)).extracting(TermName::slug).isEqualTo(into);
        assertThat(parent(into)).extracting(TermName::slug).isEqualTo(top);
    }

    private static @Nullable TermName parent(String tag) {
        return Api.admin().get("/api/tags/" + tag).expect(200).term().parent();
    }

    @Test
    void remainingTagCanBeMergedAgain() {
        String a = Sample.tag();
        String b = Sample.tag();
        String c = Sample.tag();
        String article = Sample.live(a + ", " + b);
        merge("tags", a, b).expect(200);
        merge("tags", b, c).expect(200);
        assertThat(slugs(Sample.workingCopy(article).json(), "tags")).containsExactly(c);
        assertThat(Api.admin().get("/api/tags/" + a).expect(308).header("Location"))
                .endsWith(c);
        Api.admin().delete("/api/tags/" + c + "?force=true").expect(204);
        assertThat(Sample.workingCopy(article).article().tags()).isEmpty();
        assertThat(Api.anonymous().get(Sample.path(article)).article().tags()).isEmpty();
    }
}
