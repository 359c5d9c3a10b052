package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.editing.TermMerges.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.terms.TermName;
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
        assertThat(Api.admin()
                        .get(Sample.path(article) + "/revisions/1")
                        .expect(200)
                        .article()
                        .tags())
                .extracting(TermName::slug)
                .containsExactly(into);
        assertThat(Api.admin()
                        .get(Sample.path(article) + "/diff?from=1&to=2")
                        .expect(200)
                        .text())
                .contains("Second")
                .doesNotContain("\"tags\"");
        ArticleView restored = Api.admin()
                .post(Sample.path(article) + "/revisions", "{\"restore\": 1}")
                .expect(200)
                .article();
        assertThat(restored.tags()).extracting(TermName::slug).containsExactly(into);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + into)
                        .articles()
                        .data())
                .hasSize(1);
        Api.admin()
                .put(Sample.path(article) + "/publication", "{\"revision\": 1}")
                .expect(200);
        assertThat(Api.anonymous().get(Sample.path(article)).article().tags())
                .extracting(TermName::slug)
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
            List<ArticleView> list = Api.admin()
                    .get("/api/articles?at=" + then + "&tag=" + name)
                    .expect(200)
                    .articles()
                    .data();
            assertThat(list).hasSize(1);
            assertThat(list.get(0).tags()).extracting(TermName::slug).containsExactly(into);
        }
        assertThat(Api.admin()
                        .get(Sample.path(article) + "?at=" + then)
                        .expect(200)
                        .article()
                        .tags())
                .extracting(TermName::slug)
                .containsExactly(into);
    }
}
