package dev.broadsheet.terms.editing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TermTest {

    @ParameterizedTest
    @ValueSource(strings = {"tags", "authors", "sections"})
    void termIsCreatedReadUpdatedAndDeleted(String kind) {
        String slug = Sample.name("made");
        ApiResponse made = Api.admin()
                .post("/api/" + kind, "{\"name\": \"Made\", \"slug\": \"" + slug + "\"}")
                .expect(201);
        assertThat(made.header("Location")).endsWith("/api/" + kind + "/" + slug);
        String path = "/api/" + kind + "/" + slug;
        ApiResponse changed = Api.admin()
                .header("If-Match", String.valueOf(made.header("ETag")))
                .put(path, "{\"name\": \"Renamed\", \"description\": \"What it is\"}")
                .expect(200);
        assertThat(changed.term().description()).isEqualTo("What it is");
        Api.admin()
                .header("If-Match", String.valueOf(made.header("ETag")))
                .patch(path, "{}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        assertThat(Api.admin().put(path, changed.text()).expect(200).header("ETag"))
                .isEqualTo(changed.header("ETag"));
        Api.admin().delete(path).expect(204);
        Api.admin().get(path).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void termIsHiddenUntilALiveArticleUsesIt() {
        String tag = Sample.name("secret");
        String slug = Sample.name("draft");
        Api.admin()
                .put(Sample.path(slug), "{\"title\": \"x\", \"body\": \"y\", \"tags\": [\"" + tag + "\"]}")
                .expect(201);
        Api.anonymous().get("/api/tags/" + tag).problem(ProblemCode.NOT_FOUND);
        assertThat(Api.anonymous().get("/api/tags?limit=100").expect(200).text())
                .doesNotContain("\"" + tag + "\"");
        TermView editors = Api.admin().get("/api/tags/" + tag).expect(200).term();
        assertThat(editors.articles()).isZero();
        assertThat(editors.workingCopies()).isEqualTo(1);

        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        JsonNode shown = Api.anonymous().get("/api/tags/" + tag).expect(200).json();
        assertThat(shown.path("articles").asInt()).isEqualTo(1);
        assertThat(shown.has("workingCopies")).isFalse();
    }

    @Test
    void termIsFoundByNameSlugAndFormerSlug() {
        String name = Sample.name("Middle East");
        String slug = firstTag(name);
        assertThat(firstTag(slug)).isEqualTo(slug);
        assertThat(firstTag(name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(slug);
        Api.admin().patch("/api/tags/" + slug, "{\"slug\": \"" + slug + "-b\"}").expect(200);
        assertThat(firstTag(slug)).isEqualTo(slug + "-b");
        Api.admin()
                .post("/api/tags", "{\"name\": \"x\", \"slug\": \"" + slug + "\"}")
                .problem(ProblemCode.DUPLICATE);
    }

    @Test
    void termInUseIsDeletedByForceOnly() {
        String tag = Sample.name("used");
        String slug = Sample.live(tag);
        Api.admin().delete("/api/tags/" + tag).problem(ProblemCode.IN_USE);
        Api.admin().delete("/api/tags/" + tag + "?force=true").expect(204);
        assertThat(Api.anonymous().get(Sample.path(slug)).expect(200).article().tags())
                .isEmpty();
    }

    @Test
    void namesThatDifferByASignAreDistinct() {
        String stem = Sample.name("lang");
        assertThat(firstTag(stem + " C")).isNotEqualTo(firstTag(stem + " C++"));
        assertThat(firstTag(stem + " C#")).endsWith("c-sharp");
    }

    @Test
    void concurrentCreatesMakeOneTerm() {
        String slug = Sample.name("raced");
        List<Integer> statuses = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> Api.admin()
                        .put("/api/tags/" + slug, "{\"name\": \"Raced\"}")
                        .status())
                .toList();
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        List<Integer> posts = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> Api.admin()
                        .post("/api/tags", "{\"name\": \"" + slug + " twice\"}")
                        .status())
                .toList();
        assertThat(posts).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void listIsPagedByName() {
        String stem = Sample.name("zz");
        for (String letter : new String[] {"b", "A", "c"}) {
            Api.admin()
                    .post("/api/sections", "{\"name\": \"" + stem + " " + letter + "\"}")
                    .expect(201);
        }
        Page.Info first = Api.admin()
                .get("/api/sections?limit=1&count=exact")
                .expect(200)
                .page(TermView.class)
                .page();
        assertThat(first.total()).isGreaterThanOrEqualTo(3);
        ListPage<TermView> second = Api.admin()
                .get("/api/sections?limit=100&after=" + first.next())
                .expect(200)
                .page(TermView.class);
        assertThat(second.data())
                .extracting(TermView::name)
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
                .containsSubsequence(stem + " A", stem + " b", stem + " c");
    }

    private static String firstTag(String name) {
        return Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"tags\": [\"" + name + "\"]}")
                .expect(201)
                .article()
                .tags()
                .get(0)
                .slug();
    }
}
