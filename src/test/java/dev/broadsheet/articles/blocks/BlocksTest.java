package dev.broadsheet.articles.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BlocksTest {

    private String slug = "";
    private String blocks = "";

    @BeforeEach
    void twoBlocks() {
        slug = Sample.live("energy");
        blocks = Sample.path(slug) + "/blocks";
    }

    @Test
    void blockIsInsertedAtThePosition() {
        List<String> before = keys();
        ApiResponse made = Api.admin()
                .post(blocks + "?position=start", paragraph("First of all."))
                .expect(201);
        String key = made.json().path("key").asText();
        assertThat(made.header("Location")).endsWith(blocks + "/" + key);
        assertThat(made.header("ETag")).isEqualTo("\"r2.1\"");
        assertThat(keys()).containsExactly(key, before.get(0), before.get(1));

        String last = Api.admin()
                .post(blocks, paragraph("Last."))
                .expect(201)
                .json()
                .path("key")
                .asText();
        String second = Api.admin()
                .post(blocks + "?position=after:" + key, paragraph("Second."))
                .expect(201)
                .json()
                .path("key")
                .asText();
        assertThat(keys()).containsExactly(key, second, before.get(0), before.get(1), last);
        assertThat(Api.anonymous().get(blocks).expect(200).json().path("blocks"))
                .hasSize(2);
    }

    @Test
    void blockIsReplacedPatchedMovedAndRemovedByKey() {
        List<String> before = keys();
        String key = before.get(0);
        Api.admin()
                .put(blocks + "/" + key, "{\"type\": \"heading\", \"level\": 2, \"content\": \"Talks\"}")
                .expect(200);
        JsonNode patched = Api.admin()
                .patch(blocks + "/" + key, "{\"level\": 3}")
                .expect(200)
                .json();
        assertThat(patched.path("level").asInt()).isEqualTo(3);
        assertThat(patched.path("key").asText()).isEqualTo(key);
        assertThat(keys()).isEqualTo(before);

        Api.admin()
                .send("PUT", blocks + "/" + key + "?position=end", null, null)
                .expect(200);
        assertThat(keys()).containsExactly(before.get(1), key);
        Api.admin().delete(blocks + "/" + key).expect(204);
        assertThat(keys()).containsExactly(before.get(1));
        Api.admin().get(blocks + "/" + key + "?version=draft").problem(ProblemCode.NOT_FOUND);
        assertThat(Api.anonymous()
                        .get(blocks + "/" + key)
                        .expect(200)
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("paragraph");
    }

    @Test
    void invalidBlockIsRefusedWithItsPointer() {
        assertThat(Api.admin()
                        .post(blocks, "{\"type\": \"script\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/type");
        Api.admin().post(blocks + "?position=middle", paragraph("x")).problem(ProblemCode.INVALID_PARAMETER);
        Api.admin().post(blocks + "?position=after:nobody", paragraph("x")).problem(ProblemCode.NOT_FOUND);
        Api.admin().put(blocks + "/nobody", paragraph("x")).problem(ProblemCode.NOT_FOUND);
        Api.anonymous().post(blocks, paragraph("x")).problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().get(blocks + "?version=draft").problem(ProblemCode.UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'gallery', 'images': []}",
                "{'type': 'paragraph', 'content': ''}",
                "{'type': 'paragraph', 'content': []}",
                "{'type': 'heading', 'level': 2, 'content': ' '}",
                "{'type': 'list', 'items': []}",
                "{'type': 'quote', 'blocks': []}",
                "{'type': 'quote', 'blocks': [{'type': 'paragraph', 'content': ''}]}",
                "{'type': 'table', 'rows': []}",
                "{'type': 'definitions', 'entries': []}",
                "{'type': 'footnotes', 'notes': []}"
            })
    void emptyBlockIsRefused(String quoted) {
        String block = quoted.replace('\'', '"');
        String empty = Sample.path(Sample.name("empty"));
        Api.admin().put(empty, "{\"title\": \"No body\"}").expect(201);
        refused(Api.admin().post(empty + "/blocks", block));
        refused(Api.admin().post(empty + "/blocks?dryRun=true", block));
        refused(Api.admin().post(blocks, block));
        refused(Api.admin().post(blocks + "?position=start", block));
        String key = keys().get(0);
        refused(Api.admin().put(blocks + "/" + key, block));
        refused(Api.admin().put(blocks + "/" + key + "?position=end", block));
        assertThat(keys()).hasSize(2).startsWith(key);
    }

    private static void refused(ApiResponse response) {
        assertThat(response.problem(ProblemCode.INVALID).errors())
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(Tuple.tuple("", "empty-block"));
    }

    @Test
    void emptyingABlockIsRefusedButTheLastBlockCanBeRemoved() {
        List<String> keys = keys();
        refused(Api.admin().patch(blocks + "/" + keys.get(0), "{\"content\": []}"));
        refused(Api.admin().patch(blocks + "/" + keys.get(1), "{\"items\": []}"));
        for (String key : keys) {
            Api.admin().delete(blocks + "/" + key).expect(204);
        }
        assertThat(keys()).isEmpty();
        Api.admin().put(blocks + "/" + keys.get(0), paragraph("x")).problem(ProblemCode.NOT_FOUND);
        Api.admin().post(blocks, paragraph("x")).expect(201);
    }

    @Test
    void removingTheLastChildRemovesTheParent() {
        String quote = Api.admin()
                .post(blocks, "{\"type\": \"quote\", \"blocks\": [" + paragraph("Said.") + "]}")
                .expect(201)
                .json()
                .at("/blocks/0/key")
                .asText();
        Api.admin().delete(blocks + "/" + quote).expect(204);
        assertThat(keys()).hasSize(2);
    }

    @Test
    void galleryWithOnlyACaptionBecomesAParagraph() {
        String key = keys().get(0);
        JsonNode put = Api.admin()
                .put(blocks + "/" + key, "{\"type\": \"gallery\", \"images\": [], \"caption\": \"Pipes\"}")
                .expect(200)
                .json();
        assertThat(put.path("type").asText()).isEqualTo("paragraph");
        assertThat(put.path("key").asText()).isEqualTo(key);
    }

    @Test
    void footnotesAreMergedIntoOneBlock() {
        String first = footnotes("a");
        assertThat(footnotes("b")).isEqualTo(first);
        assertThat(keys()).hasSize(3).endsWith(first);
    }

    private String footnotes(String label) {
        return Api.admin()
                .post(
                        blocks,
                        "{\"type\": \"footnotes\", \"notes\": [{\"label\": \"" + label + "\", \"blocks\": ["
                                + paragraph("Note.") + "]}]}")
                .expect(201)
                .json()
                .path("key")
                .asText();
    }

    @Test
    void editInAnotherFormatKeepsTheOtherKeys() {
        List<String> before = keys();
        Api.admin()
                .send(
                        "PUT",
                        Sample.path(slug),
                        "text/markdown",
                        "---\ntitle: x\n---\nA new beginning.\n\nThe talks broke up *late on Friday*. “We have [only] begun,” one delegate said.\n\n- pipes\n- prices\n")
                .expect(200);
        List<String> after = keys();
        assertThat(after).hasSize(3).containsSequence(before);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        Api.admin()
                .get(blocks + "?version=draft")
                .expect(200)
                .json()
                .path("blocks")
                .forEach(block -> keys.add(block.path("key").asText()));
        return keys;
    }

    private static String paragraph(String text) {
        return "{\"type\": \"paragraph\", \"content\": \"" + text + "\"}";
    }
}
