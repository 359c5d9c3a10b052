package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The diff of the body. */
@QuarkusTest
class DiffBlocksTest {

    private static final String REPORT = """
            The talks broke up late on Friday.

            - pipes
            - prices

            | Who | How much |
            | --- | --- |
            | North | 12 |
            | South | 9 |

            > We have only begun.
            """;

    @Test
    void listIsOneBlock() {
        String path = report();
        JsonNode list = onlyChange(edit(path, "- pipes\n", "- pipes and pumps\n"));
        assertThat(list.path("op").asText()).isEqualTo("changed");
        assertThat(list.path("from").asInt()).isEqualTo(1);
        assertThat(list.path("moved").asBoolean()).isFalse();
        assertThat(list.path("members")).hasToString("[\"items\"]");
        assertThat(list.at("/before/type").asText()).isEqualTo("list");
        assertThat(list.at("/text/before").asText()).isEqualTo("pipes\n\nprices");
        assertThat(list.at("/text/after").asText()).isEqualTo("pipes and pumps\n\nprices");
        assertThat(list.at("/text/words"))
                .hasToString(
                        "[{\"op\":\"insert\",\"before\":{\"from\":5,\"to\":5,\"text\":\"\"},\"after\":{\"from\":5,\"to\":15,\"text\":\" and pumps\"}}]");
    }

    @Test
    void changedTableCellIsReportedInTheText() {
        JsonNode table = onlyChange(edit(report(), "| 12 |", "| 13 |"));
        assertThat(table.path("members")).hasToString("[\"rows\"]");
        assertThat(table.at("/text/before").asText()).isEqualTo("Who\tHow much\n\nNorth\t12\n\nSouth\t9");
        assertThat(table.at("/text/words/0/before/text").asText()).isEqualTo("12");
        assertThat(table.at("/text/words/0/after/text").asText()).isEqualTo("13");
        assertThat(table.at("/text/words")).hasSize(1);
    }

    @Test
    void changedMarksAreAChangeWithoutTextChanges() {
        JsonNode change = onlyChange(edit(report(), "late on Friday", "*late on* [Friday](https://example.org)"));
        assertThat(change.path("op").asText()).isEqualTo("changed");
        assertThat(change.path("members")).hasToString("[\"content\"]");
        assertThat(change.has("text")).isFalse();
        assertThat(change.path("before")).isNotEqualTo(change.path("after"));
    }

    @Test
    void movedBlockIsReportedOnce() {
        String path = report();
        String key = diff(path, "").at("/body/changes/3/key").asText();
        Api.admin()
                .send("PUT", path + "/blocks/" + key + "?position=start", null, null)
                .expect(200);
        JsonNode change = onlyChange(diff(path, ""));
        assertThat(change.path("op").asText()).isEqualTo("moved");
        assertThat(change.path("key").asText()).isEqualTo(key);
        assertThat(change.path("from").asInt()).isEqualTo(3);
        assertThat(change.path("to").asInt()).isZero();
        assertThat(change.at("/after/type").asText()).isEqualTo("quote");
        assertThat(diff(path, "").at("/body/unchanged").asInt()).isEqualTo(3);
    }

    @Test
    void addedAndRemovedBlocksAreReported() {
        JsonNode diff = edit(report(), "> We have only begun.", "## Next\n\nNobody knows, *still*.");
        assertThat(diff.at("/body/changes").findValuesAsText("op")).containsExactly("removed", "added", "added");
        assertThat(diff.at("/body/changes/0/before/type").asText()).isEqualTo("quote");
        assertThat(diff.at("/body/changes/0").has("to")).isFalse();
        assertThat(diff.at("/body/changes/1/after/type").asText()).isEqualTo("heading");
        assertThat(diff.at("/body/changes/2/to").asInt()).isEqualTo(4);
        assertThat(diff.at("/body/changes/2").has("from")).isFalse();
    }

    @Test
    void persianTextIsComparedByWord() {
        String path = Sample.path(Sample.name("fa"));
        Api.admin()
                .put(path, "{\"title\": \"گفت‌وگو\", \"locale\": \"fa\", \"body\": \"گفت‌وگوها دیروز پایان یافت.\"}")
                .expect(201);
        Api.admin().patch(path, "{\"body\": \"گفت‌وگوها امروز پایان یافت.\"}").expect(200);
        JsonNode words = onlyChange(diff(path, "")).at("/text/words");
        assertThat(words).hasSize(1);
        assertThat(words.at("/0/before/text").asText()).isEqualTo("دیروز");
        assertThat(words.at("/0/before/from").asInt()).isEqualTo("گفت‌وگوها ".length());
        assertThat(words.at("/0/after/text").asText()).isEqualTo("امروز");
    }

    private static String report() {
        String path = Sample.path(Sample.name("report"));
        Api.admin()
                .send("PUT", path, "text/markdown", "---\ntitle: A report\n---\n" + REPORT)
                .expect(201);
        return path;
    }

    private static JsonNode edit(String path, String words, String others) {
        Api.admin()
                .send("PUT", path, "text/markdown", "---\ntitle: A report\n---\n" + REPORT.replace(words, others))
                .expect(200);
        return diff(path, "?from=1");
    }

    private static JsonNode diff(String path, String query) {
        return Api.admin().get(path + "/diff" + query).expect(200).json();
    }

    private static JsonNode onlyChange(JsonNode diff) {
        assertThat(diff.path("members")).isEmpty();
        assertThat(diff.at("/body/changes")).as(diff.toString()).hasSize(1);
        return diff.at("/body/changes/0");
    }
}
