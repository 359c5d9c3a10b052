package dev.broadsheet.publications.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class NeighboursTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    private final String tag = Sample.name("tag");

    @BeforeEach
    void write() {
        for (int i = 0; i < 7; i++) {
            Api.admin()
                    .post("/api/articles", """
                            {"title": "Title %d", "kicker": %s, "body": "%s", "tags": ["%s"%s], "publishedAt": "2026-03-0%dT06:00:00Z",
                             "status": "published"}
                            """.formatted(
                                    i * 5 % 7,
                                    i % 2 == 0 ? null : "\"Kicker\"",
                                    "word ".repeat(1 + i % 3),
                                    tag,
                                    i % 2 == 0 ? ", \"even\"" : "",
                                    1 + i / 2))
                    .expect(201);
        }
    }

    /** Each article of the list has the neighbours that it has in the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=-publishedAt",
                "sort=publishedAt",
                "sort=title",
                "sort=-kicker,publishedAt",
                "sort=wordCount,-title",
                "tag.all=even&sort=-updatedAt",
                "publishedAt.gte=2026-03-02&sort=title",
                "title.startsWith=title"
            })
    void neighboursAreAdjacentInTheList(String query) {
        List<String> list = slugs("/api/articles?tag=" + tag + "&" + query);
        assertThat(list).hasSizeGreaterThan(2);
        for (int i = 0; i < list.size(); i++) {
            JsonNode beside = beside(list.get(i), query);
            assertThat(beside.at("/previous/slug").asText("none")).isEqualTo(i == 0 ? "none" : list.get(i - 1));
            assertThat(beside.at("/next/slug").asText("none"))
                    .isEqualTo(i == list.size() - 1 ? "none" : list.get(i + 1));
        }
    }

    /** An article that isn't on the list still has a position in its order. */
    @Test
    void articleNeedNotBeInTheList() {
        List<String> all = slugs("/api/articles?sort=title&tag=" + tag);
        List<String> even = slugs("/api/articles?sort=title&tag.all=even," + tag);
        String odd = all.stream()
                .filter(slug -> !even.contains(slug) && all.indexOf(slug) > 0)
                .findFirst()
                .orElseThrow();
        JsonNode beside = beside(odd, "sort=title&tag.all=even");
        List<String> before =
                all.subList(0, all.indexOf(odd)).stream().filter(even::contains).toList();
        assertThat(beside.at("/previous/slug").asText("none"))
                .isEqualTo(before.isEmpty() ? "none" : before.get(before.size() - 1));
    }

    @Test
    void membersAreSelectedAsInAList() {
        String slug = slugs("/api/articles?tag=" + tag).get(1);
        JsonNode next = beside(slug, "fields=title").path("next");
        assertThat(next.properties()).extracting(member -> member.getKey()).containsExactly("id", "title", "links");
    }

    @Test
    void unsupportedParametersAreRefused() {
        String slug = slugs("/api/articles?tag=" + tag).get(0);
        assertThat(Api.admin()
                        .get(Sample.path(slug)
                                + "/neighbours?limit=3&after=x&status=any&facet=tag&at=2026-01-01&sort=x")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .contains("limit", "after", "status", "facet", "at", "sort");
        Api.anonymous().get("/api/articles/nobody-wrote-this/neighbours").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void neighboursTakeFourStatementsAtMost() {
        String slug = slugs("/api/articles?tag=" + tag).get(1);
        assertThat(statements.of(() -> beside(slug, "tag.all=even&sort=title"))).hasSizeLessThanOrEqualTo(4);
    }

    private JsonNode beside(String slug, String query) {
        return Api.anonymous()
                .get(Sample.path(slug) + "/neighbours?tag" + (query.contains("tag.all") ? ".all=" : "=") + tag + "&"
                        + query)
                .expect(200)
                .json();
    }

    private static List<String> slugs(String path) {
        return Api.anonymous().get(path).expect(200).articles().slugs();
    }
}
