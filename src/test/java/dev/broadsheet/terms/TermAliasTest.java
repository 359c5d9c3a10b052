package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TermAliasTest {

    @ParameterizedTest
    @ValueSource(strings = {"tags", "authors", "sections"})
    void aliasesRedirectToTheirTerm(String kind) {
        String slug = Sample.name("united");
        String alias = "Ü. N. " + Sample.name("short");
        String path = "/api/" + kind;
        TermView made = Api.admin()
                .post(path, "{\"name\": \"%s\", \"aliases\": [\"%s\", \"%s-b\"]}".formatted(slug, alias, slug))
                .expect(201)
                .term();
        assertThat(made.aliases()).containsExactlyInAnyOrder(alias, slug + "-b");
        ApiResponse moved = Api.admin().get(path + "/" + slug + "-b");
        moved.expect(308);
        assertThat(moved.header("Location")).endsWith(path + "/" + slug);
        Api.admin()
                .get(path + "/" + alias.replace(" ", "%20").replace("Ü", "%C3%9C"))
                .expect(308);
        Api.admin().get(path + "/" + made.id()).expect(200);

        assertThat(patch(path + "/" + slug, "{\"aliases\": [\"" + alias + "\"]}")
                        .aliases())
                .containsExactly(alias);
        Api.admin().get(path + "/" + slug + "-b").problem(ProblemCode.NOT_FOUND);
        assertThat(Api.admin().put(path + "/" + slug, "{}").expect(200).term().aliases())
                .as("a replacement that says nothing of them keeps them")
                .containsExactly(alias);
        assertThat(patch(path + "/" + slug, "{\"aliases\": null}").aliases()).isEmpty();
    }

    @Test
    void articlesAndFiltersAcceptAliases() {
        String tag = Sample.name("nations");
        String alias = Sample.name("Völker bund");
        Api.admin()
                .put("/api/tags/" + tag, "{\"aliases\": [\"" + alias + "\"]}")
                .expect(201);
        String article = Sample.live(alias);
        assertThat(Api.anonymous()
                        .get(Sample.path(article))
                        .expect(200)
                        .article()
                        .tags())
                .extracting(TermName::slug)
                .containsExactly(tag);
        for (String name : List.of(tag, alias.replace("ö", "%C3%B6").replace(" ", "%20"))) {
            assertThat(Api.anonymous()
                            .get("/api/articles?tag=" + name)
                            .expect(200)
                            .articles()
                            .data())
                    .hasSize(1);
        }
        Api.admin()
                .delete(Sample.path(article) + "/tags/" + dev.broadsheet.kernel.Slug.of(alias))
                .expect(200);
        assertThat(Sample.workingCopy(article).article().tags()).isEmpty();
    }

    @Test
    void nameBelongsToOneTerm() {
        String tag = Sample.name("first");
        String other = Sample.name("second");
        Api.admin()
                .put("/api/tags/" + tag, "{\"name\": \"%s name\", \"aliases\": [\"%s alias\"]}".formatted(tag, tag))
                .expect(201);
        Api.admin().put("/api/tags/" + other, "{}").expect(201);
        assertThat(refused("/api/tags/" + other, "{\"aliases\": [\"ok-" + other + "\", \"" + tag + "\"]}"))
                .containsExactly("/aliases/1");
        assertThat(refused(
                        "/api/tags/" + other,
                        "{\"aliases\": [\"" + tag.toUpperCase(java.util.Locale.ROOT) + " NAME\"]}"))
                .containsExactly("/aliases/0");
        assertThat(refused(
                        "/api/tags/" + other,
                        "{\"aliases\": [\"" + tag + "-alias\"], \"slug\": \"" + tag + "-alias\", \"name\": \"" + tag
                                + " Alias\"}"))
                .containsExactlyInAnyOrder("/aliases/0", "/slug", "/name");
        Api.admin().post("/api/tags", "{\"name\": \"" + tag + " alias\"}").problem(ProblemCode.DUPLICATE);
        Api.admin()
                .put("/api/authors/" + tag, "{\"aliases\": [\"" + tag + " alias\"]}")
                .expect(201);
        assertThat(Api.admin()
                        .patch(
                                "/api/tags/" + other,
                                "{\"aliases\": [\"\", 3, \"019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f\"]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .hasSize(3);
    }

    @Test
    void formerSlugIsNotAnAlias() {
        String slug = Sample.name("old");
        String path = "/api/tags/" + slug + "-new";
        Api.admin()
                .put("/api/tags/" + slug, "{\"aliases\": [\"" + slug + " too\"]}")
                .expect(201);
        TermView renamed = patch("/api/tags/" + slug, "{\"slug\": \"" + slug + "-new\", \"name\": \"New\"}");
        assertThat(renamed.aliases()).containsExactly(slug + " too");
        assertThat(renamed.formerNames()).containsExactly(slug);
        for (String edit : List.of(
                "{\"aliases\": [\"" + slug + " other\"]}",
                "{\"aliases\": []}",
                "{\"aliases\": null}",
                "{\"formerNames\": []}")) {
            assertThat(patch(path, edit).formerNames()).containsExactly(slug);
            assertThat(Api.admin().put(path, edit).expect(200).term().formerNames())
                    .as("replaced by %s", edit)
                    .containsExactly(slug);
            Api.admin().get("/api/tags/" + slug).expect(308);
        }
        Api.admin().put("/api/tags/" + slug, "{}").expect(200);
        Api.admin().post("/api/tags", "{\"name\": \"" + slug + "\"}").problem(ProblemCode.DUPLICATE);
        TermView back = patch(path, "{\"slug\": \"" + slug + "\"}");
        assertThat(back.formerNames()).containsExactly(slug + "-new");
    }

    @Test
    void readTermCanBeEditedAndSentBack() {
        String slug = Sample.name("trip");
        Api.admin()
                .put("/api/tags/" + slug, "{\"aliases\": [\"" + slug + " too\"]}")
                .expect(201);
        patch("/api/tags/" + slug, "{\"slug\": \"" + slug + "-new\"}");
        ApiResponse read = Api.admin().get("/api/tags/" + slug + "-new");
        assertThat(Api.admin()
                        .put("/api/tags/" + slug + "-new", read.text())
                        .expect(200)
                        .header("ETag"))
                .as("nothing has changed")
                .isEqualTo(read.header("ETag"));
        com.fasterxml.jackson.databind.node.ObjectNode edited = read.json().deepCopy();
        edited.withArray("aliases").removeAll().add(slug + " three");
        TermView written = Api.admin()
                .put("/api/tags/" + slug + "-new", edited.toString())
                .expect(200)
                .term();
        assertThat(written.aliases()).containsExactly(slug + " three");
        assertThat(written.formerNames()).containsExactly(slug);
    }

    /** An editor may also write a former name as an alias; removing the alias keeps the former name. */
    @Test
    void formerSlugMayBeAnAlias() {
        String slug = Sample.tag();
        patch("/api/tags/" + slug, "{\"slug\": \"" + slug + "-new\"}");
        TermView both = patch("/api/tags/" + slug, "{\"aliases\": [\"" + slug + "\"]}");
        assertThat(both.aliases()).containsExactly(slug);
        assertThat(both.formerNames()).containsExactly(slug);
        TermView left = patch("/api/tags/" + slug, "{\"aliases\": []}");
        assertThat(left.aliases()).isEmpty();
        assertThat(left.formerNames()).containsExactly(slug);
        String other = Sample.tag();
        assertThat(refused("/api/tags/" + other, "{\"aliases\": [\"" + slug + "\"]}"))
                .containsExactly("/aliases/0");
    }

    @Test
    void readersDoNotSeeAliases() {
        String tag = Sample.name("hush");
        Sample.live(tag);
        patch("/api/tags/" + tag, "{\"aliases\": [\"" + tag + "-b\"]}");
        JsonNode read = Api.anonymous().get("/api/tags/" + tag).expect(200).json();
        assertThat(read.has("aliases") || read.has("formerNames")).isFalse();
        Api.anonymous().patch("/api/tags/" + tag, "{\"aliases\": []}").problem(ProblemCode.UNAUTHORIZED);
    }

    /** One client writes the name as an alias while others create a tag of it: one of the two succeeds, never both. */
    @Test
    void firstWriterGetsTheName() {
        for (int round = 0; round < 6; round++) {
            String name = Sample.name("contested");
            String holder = Sample.tag();
            List<Integer> statuses = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> i == 3
                            ? Api.admin()
                                    .patch("/api/tags/" + holder, "{\"aliases\": [\"" + name + "\"]}")
                                    .status()
                            : Api.admin()
                                    .post("/api/articles", "{\"title\": \"x\", \"tags\": [\"" + name + "\"]}")
                                    .status())
                    .toList();
            assertThat(statuses).containsAnyOf(201).isSubsetOf(200, 201, 409);
            boolean alias = statuses.get(3) == 200;
            assertThat(Api.admin().get("/api/tags/" + name).status()).isEqualTo(alias ? 308 : 200);
            assertThat(Api.admin()
                            .get("/api/articles?status=draft&limit=100&tag=" + (alias ? holder : name))
                            .expect(200)
                            .articles()
                            .data())
                    .hasSize(7);
        }
    }

    private static List<String> refused(String path, String patch) {
        return Api.admin().patch(path, patch).problem(ProblemCode.DUPLICATE).errors().stream()
                .map(Fault::pointer)
                .toList();
    }

    private static TermView patch(String path, String patch) {
        return Api.admin().patch(path, patch).expect(200).term();
    }
}
