package dev.broadsheet.articles.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restoring revision n restores its content, whatever happened to the article since. */
@QuarkusTest
class RestoreTest {

    private static final int STEPS = 14;

    /** Members that are identity, state or time, and not content. */
    private static final List<String> NOT_CONTENT = List.of(
            "id",
            "externalId",
            "slug",
            "status",
            "live",
            "modified",
            "revision",
            "firstPublishedAt",
            "createdAt",
            "updatedAt",
            "publishAt",
            "expireAt",
            "links",
            "warnings");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void restoringGivesTheOldContent(long seed) {
        Editor editor = Editor.of(new Random(seed));
        Map<Integer, JsonNode> written = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            JsonNode copy = editor.copy();
            int number = copy.path("revision").asInt();
            // A write without a change makes no revision and changes none.
            written.putIfAbsent(number, content(copy));
            assertThat(content(copy)).isEqualTo(written.get(number));
            editor.write(number);
        }
        assertThat(written).hasSizeGreaterThan(STEPS / 3);
        written.forEach((number, content) -> {
            ApiResponse back = Api.admin().post(editor.path + "/revisions", "{\"restore\": " + number + "}");
            if (back.status() == 422) {
                // An autosave that a later one has replaced.
                assertThat(Api.admin().get(editor.path + "/revisions/" + number).status())
                        .isEqualTo(404);
            } else {
                assertThat(content(back.expect(200).json())).isEqualTo(content);
                assertThat(content(Api.admin()
                                .get(editor.path + "/revisions/" + number)
                                .json()))
                        .isEqualTo(content);
            }
        });
    }

    /** Performs random edits one after the other. */
    private record Editor(Random random, String path) {

        static Editor of(Random random) {
            ArticleView made = Api.admin()
                    .post("/api/articles", "{\"body\": \"Text\"}")
                    .expect(201)
                    .article();
            return new Editor(random, Sample.path(made.id().toString()));
        }

        void write(int revisions) {
            String autosave = random.nextInt(4) == 0 ? "?autosave=true" : "";
            switch (random.nextInt(9)) {
                case 0, 1 -> Api.admin().put(path + autosave, article());
                case 2, 3, 4 ->
                    Api.admin().patch(path + autosave, "{" + member() + "}").expect(200);
                case 5 ->
                    Api.admin()
                            .post(
                                    path + "/blocks" + autosave,
                                    "{\"type\": \"paragraph\", \"content\": [{\"type\": \"text\", \"text\": \"" + word()
                                            + "\"}]}")
                            .expect(201);
                case 6 ->
                    Api.admin().post(path + "/revisions", "{\"restore\": " + (1 + random.nextInt(revisions)) + "}");
                case 7 -> Api.admin().put(path + "/publication", "{}");
                default -> Api.admin().patch(path, "{\"slug\": \"" + Sample.name("renamed") + "\"}");
            }
        }

        JsonNode copy() {
            return Api.admin().get(path + "?version=draft").expect(200).json();
        }

        private String article() {
            return "{\"title\": \"%s\", \"body\": \"%s\", %s}".formatted(word(), text(), member());
        }

        private String member() {
            String name = word();
            return switch (random.nextInt(12)) {
                case 0 -> "\"kicker\": null, \"summary\": \"" + name + "\"";
                case 1 -> "\"tags\": [\"" + name + "\", \"oil\"]";
                case 2 -> "\"authors\": [\"" + name + "\"]";
                case 3 -> "\"section\": \"" + name + "\"";
                case 4 -> "\"hero\": {\"url\": \"https://example.org/" + name + ".jpg\", \"alt\": \"" + name + "\"}";
                case 5 -> "\"source\": {\"name\": \"" + name + "\"}, \"copyright\": \"" + name + "\"";
                case 6 -> "\"location\": {\"name\": \"" + name + "\", \"lat\": 52.5, \"lon\": 13.4}";
                case 7 -> "\"seo\": {\"title\": \"" + name + "\", \"noindex\": true}";
                case 8 -> "\"custom\": {\"" + name + "\": [1.10, null]}";
                case 9 -> "\"publishedAt\": \"2019-05-0" + (1 + random.nextInt(9)) + "\"";
                case 10 -> "\"body\": {\"html\": \"<p>" + name + "</p>\"}";
                default -> "\"locale\": \"de\", \"canonicalUrl\": \"https://example.org/" + name + "\"";
            };
        }

        private String text() {
            return "## " + word() + "\\n\\n" + word() + " *" + word() + "*\\n\\n- " + word();
        }

        private String word() {
            return List.of("summit", "pipes", "prices", "talks", "harbour", "grain")
                    .get(random.nextInt(6));
        }
    }

    private static JsonNode content(JsonNode article) {
        ObjectNode content = article.deepCopy();
        content.remove(NOT_CONTENT);
        content.remove("entry");
        content.findParents("key").forEach(block -> ((ObjectNode) block).remove("key"));
        return content;
    }
}
