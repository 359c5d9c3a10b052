package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static dev.broadsheet.terms.editing.TermMerges.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revisions and past lists after a merge. */
@QuarkusTest
class TermMergeHistoryTest {

    @Inject
    TestClock clock;

    @Test
    void revisionsShowTheRemainingTag() {
        String old = Sample.tag();
        String into = Sample.tag();
        String article = Sample.live(old);
        Api.admin()
                .patch(Sample.path(article), "{\"tags\": [\"" + into + "\"], \"title\": \"Second\"}")
                .expect(200);
        Api.admin().patch(Sample.path(article), "{\"tags\": []}").expect(200);
        merge("tags", old, into).expect(200);
        assertThat(slugs(
                        Api.admin()
                                .get(Sample.path(article) + "/revisions/1")
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
        JsonNode diff = Api.admin()
                .get(Sample.path(article) + "/diff?from=1&to=2")
                .expect(200)
                .json();
        assertThat(diff.toString()).contains("Second").doesNotContain("\"tags\"");
        JsonNode restored = Api.admin()
                .post(Sample.path(article) + "/revisions", "{\"restore\": 1}")
                .expect(200)
                .json();
        assertThat(slugs(restored, "tags")).containsExactly(into);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + into)
                        .articles()
                        .data())
                .hasSize(1);
        Api.admin()
                .put(Sample.path(article) + "/publication", "{\"revision\": 1}")
                .expect(200);
        assertThat(slugs(Api.anonymous().get(Sample.path(article)).json(), "tags"))
                .containsExactly(into);
        assertThat(Api.anonymous().get("/api/articles?tag=" + into).articles().data())
                .hasSize(1);
    }

    @Test
    void pastListsFindArticlesByEitherName() {
        String old = Sample.tag();
        String into = Sample.tag();
        String article = Sample.live(old);
        Instant then = clock.now();
        clock.advance(Duration.ofMinutes(1));
        Api.admin().delete(Sample.path(article) + "/publication").expect(204);
        merge("tags", old, into).expect(200);
        for (String name : List.of(old, into)) {
            JsonNode list = Api.admin()
                    .get("/api/articles?at=" + then + "&tag=" + name)
                    .expect(200)
                    .json();
            assertThat(list.path("data")).hasSize(1);
            assertThat(slugs(list.at("/data/0"), "tags")).containsExactly(into);
        }
        assertThat(slugs(
                        Api.admin()
                                .get(Sample.path(article) + "?at=" + then)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
    }
}
