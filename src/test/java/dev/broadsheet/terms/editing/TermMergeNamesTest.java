package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static dev.broadsheet.terms.editing.TermMerges.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Aliases and former names after a merge. */
@QuarkusTest
class TermMergeNamesTest {

    /** A client that writes aliases doesn't know about merges. */
    @Test
    void formerNamesSurviveEditsOfAliases() {
        String old = Sample.term("tags", "{\"name\": \"" + Sample.name("Old name") + "\"}");
        String name = Api.admin().get("/api/tags/" + old).term().name();
        String into = Sample.tag();
        String article = Sample.live(old);
        merge("tags", old, into).expect(200);
        Api.admin()
                .patch("/api/tags/" + into, "{\"aliases\": [\"" + into + "-b\"]}")
                .expect(200);
        Api.admin().put("/api/tags/" + into, "{\"aliases\": null}").expect(200);
        for (String former : List.of(old, name.replace(" ", "%20"))) {
            Api.admin().get("/api/tags/" + former).expect(308);
            assertThat(Api.anonymous()
                            .get("/api/articles?tag=" + former)
                            .articles()
                            .data()
                            .get(0)
                            .slug())
                    .isEqualTo(article);
        }
        Api.admin().post("/api/tags", "{\"name\": \"" + name + "\"}").problem(ProblemCode.DUPLICATE);
        assertThat(slugs(
                        Api.admin()
                                .patch(Sample.path(article), "{\"tags\": [\"" + name + "\"]}")
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
    }

    /** The name may also be an alias of its own tag; it stays as a former name. */
    @Test
    void nameThatWasAlsoAnAliasBecomesAFormerName() {
        String name = Sample.name("Twofold name");
        String old = Sample.term("tags", "{\"name\": \"" + name + "\", \"aliases\": [\"" + name + "\"]}");
        String into = Sample.tag();
        merge("tags", old, into).expect(200);
        JsonNode left = Api.admin()
                .patch("/api/tags/" + into, "{\"aliases\": []}")
                .expect(200)
                .json();
        assertThat(left.path("aliases")).isEmpty();
        assertThat(left.path("formerNames").toString()).contains(old, name);
        Api.admin().get("/api/tags/" + name.replace(" ", "%20")).expect(308);
    }
}
