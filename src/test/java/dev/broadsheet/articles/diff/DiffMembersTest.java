package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The diff of all members except the body. */
@QuarkusTest
class DiffMembersTest {

    @Inject
    ComparisonService comparisonService;

    @Test
    void everyChangedMemberIsReported() {
        String related =
                Sample.workingCopy(Sample.draft("Related")).article().id().toString();
        String path = Sample.path(Sample.name("members"));
        Api.admin().put(path, """
                        {"title": "x", "tags": ["energy", "iraq"], "authors": ["Ada Moreno"], "section": "World",
                         "seo": {"title": "A pipe", "noindex": false}, "custom": {"rating": 1.10, "a": {"b": [1, 2]}},
                         "hero": {"url": "https://example.org/h.jpg", "alt": "A pipe"}}
                        """).expect(201);
        Api.admin()
                .patch(path, """
                        {"slug": "%s-b", "kicker": "New", "summary": "Long", "tags": ["oil", "energy"],
                         "authors": [], "section": "Business", "seo": {"title": "A new pipe", "noindex": null},
                         "custom": {"rating": 1.1, "a": {"b": [1, 3]}}, "related": ["%s"],
                         "publishedAt": "2026-01-31", "hero": {"alt": "Two pipes"}}
                        """.formatted(path.substring(path.lastIndexOf('/') + 1), related))
                .expect(200);
        ApiResponse response = Api.admin().get(path + "-b/diff").expect(200);
        JsonNode diff = response.json();
        assertThat(diff.path("members").findValuesAsText("pointer"))
                .containsExactly(
                        "/slug",
                        "/kicker",
                        "/summary",
                        "/authors",
                        "/tags",
                        "/section",
                        "/hero/alt",
                        "/publishedAt",
                        "/seo/title",
                        "/seo/noindex",
                        "/related",
                        "/custom/rating",
                        "/custom/a/b");
        assertThat(change(diff, "/slug").has("words")).isFalse();
        assertThat(change(diff, "/kicker").has("before")).isFalse();
        assertThat(change(diff, "/tags").path("added").findValuesAsText("slug")).containsExactly("oil");
        assertThat(change(diff, "/tags").path("removed").findValuesAsText("slug"))
                .containsExactly("iraq");
        assertThat(change(diff, "/authors").path("after")).isEmpty();
        assertThat(change(diff, "/section").at("/after/name").asText()).isEqualTo("Business");
        assertThat(change(diff, "/seo/noindex").has("after")).isFalse();
        assertThat(change(diff, "/seo/title").at("/words/0/after/text").asText())
                .isEqualTo("new ");
        assertThat(response.text()).contains("{\"pointer\":\"/custom/rating\",\"before\":1.10,\"after\":1.1}");
        assertThat(change(diff, "/custom/a/b").path("added")).hasToString("[3]");
        assertThat(change(diff, "/related").at("/added/0/title").asText()).isEqualTo("Related");
    }

    @Test
    void newArticleHasADiff() {
        Sample.live("energy");
        TermView tag = Api.admin().get("/api/tags/energy").expect(200).term();
        Content content = ContentConverter.read(
                "{\"slug\": \"a\", \"locale\": \"en\", \"type\": \"article\", \"tags\": [\"" + tag.id() + "\"]}");
        assertThat(comparisonService.diff(null, content).members())
                .last()
                .satisfies(change -> assertThat(String.valueOf(change.added())).contains("\"name\":\"energy\""));
    }

    private static JsonNode change(JsonNode diff, String pointer) {
        for (JsonNode change : diff.path("members")) {
            if (change.path("pointer").asText().equals(pointer)) {
                return change;
            }
        }
        throw new AssertionError("No " + pointer + " in " + diff);
    }
}
