package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleView.RelatedArticle;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imports export lines of another installation. They are made from this installation's export by replacing all ids and
 * changing a marker in every slug and name, so that nothing in them is known here.
 */
@QuarkusTest
class ForeignExportTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final String here = Sample.name("here") + "x";
    private final String there = Sample.name("there") + "x";

    /** Two articles, oldest first; the second is related to the first. */
    private List<ObjectNode> lines(String query) throws JsonProcessingException {
        String first = write("first", "");
        write("second", ", \"related\": [\"%s\"]".formatted(first));
        String export = Api.admin()
                .get("/api/articles/export?include=body,related,custom&tag=" + here + "-tag" + query)
                .expect(200)
                .text();
        String foreign = export.replace(here, there);
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : foreign.split("\n")) {
            ObjectNode article = (ObjectNode) JSON.readTree(line);
            renewIds(article);
            lines.add(article);
        }
        Collections.reverse(lines);
        return lines;
    }

    /** Writes an article and returns its id. */
    private String write(String name, String more) {
        return Api.admin()
                .post("/api/articles", """
                        {"title": "T", "slug": "%s-%s", "body": "Some *words*.", "status": "published",
                         "authors": ["%s Ana"], "tags": ["%s-tag", "%s 李明"], "section": "%s World"%s}
                        """.formatted(here, name, here, here, here, here, more))
                .expect(201)
                .article()
                .id()
                .toString();
    }

    /** Replaces each id consistently, as in a real export. */
    private static void renewIds(JsonNode tree) {
        if (tree instanceof ObjectNode object && object.path("id").isTextual()) {
            object.put(
                    "id",
                    UUID.nameUUIDFromBytes(object.path("id").asText().getBytes())
                            .toString());
        }
        tree.forEach(ForeignExportTest::renewIds);
    }

    private static ApiResponse put(JsonNode line) {
        return Api.admin().put(Sample.path(line.path("slug").asText()), line.toString());
    }

    private static List<String> codes(ApiResponse response) {
        return response.article().warnings().stream().map(Warning::code).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&status=any"})
    void importIsIdempotent(String query) throws JsonProcessingException {
        List<ObjectNode> lines = lines(query);
        assertThat(lines).hasSize(2);
        for (ObjectNode line : lines) {
            ApiResponse made = put(line).expect(201);
            assertThat(codes(made)).containsOnly("server-owned");
            assertThat(made.article().status()).isEqualTo("published");
            for (String member : List.of("authors", "tags", "section")) {
                assertThat(made.json().path(member).findValuesAsText("name"))
                        .isEqualTo(line.path(member).findValuesAsText("name"));
                assertThat(made.json().path(member).findValuesAsText("slug"))
                        .isEqualTo(line.path(member).findValuesAsText("slug"));
            }
            assertThat(made.json().path("related").findValuesAsText("slug"))
                    .isEqualTo(line.path("related").findValuesAsText("slug"));
            assertThat(made.json().path("publishedAt")).isEqualTo(line.path("firstPublishedAt"));
            ApiResponse again = put(line).expect(200);
            assertThat(again.header("ETag")).isEqualTo(made.header("ETag"));
            assertThat(codes(again)).containsOnly("server-owned");
        }
        ObjectNode edited = lines.get(0).put("title", "Edited there");
        assertThat(put(edited).expect(200).article().live()).isEqualTo(2);
    }

    @Test
    void importWorksByPostAndByBatch() throws JsonProcessingException {
        List<ObjectNode> lines = lines("");
        Api.admin().post("/api/articles", lines.get(0).toString()).expect(201);
        String items = "";
        for (ObjectNode line : lines) {
            items += JSON.createObjectNode()
                            .put("op", "upsert")
                            .put("article", line.path("slug").asText())
                            .set("data", line)
                    + "\n";
        }
        JsonNode report = Api.admin()
                .send("POST", "/api/articles/batch", "application/x-ndjson", items)
                .expect(207)
                .json();
        assertThat(report.path("failed").asInt()).as(report.toString()).isZero();
        assertThat(report.path("results").findValuesAsText("status")).containsExactly("200", "201");
    }

    /** An export is newest first, so a related article often comes later. */
    @Test
    void missingRelatedArticleIsReportedAndLinkedByTheNextImport() throws JsonProcessingException {
        List<ObjectNode> lines = lines("");
        ObjectNode second = lines.get(1);
        ApiResponse made = put(second).expect(201);
        assertThat(made.article().related()).isEmpty();
        assertThat(codes(made)).containsExactlyInAnyOrder("server-owned", "unknown-article");
        assertThat(put(second).expect(200).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(Api.admin()
                        .header("Prefer", "handling=strict")
                        .put(
                                Sample.path("strict-" + there),
                                second.deepCopy().put("slug", "strict-" + there).toString())
                        .problem(ProblemCode.INVALID)
                        .errors())
                .anySatisfy(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/related/0");
                    assertThat(fault.code()).isEqualTo("unknown-article");
                });
        put(lines.get(0)).expect(201);
        assertThat(put(second).expect(200).article().related())
                .extracting(RelatedArticle::slug)
                .containsExactly(there + "-first");
    }

    @Test
    void unknownIdOfAClientIsRefused() {
        String unknown = UUID.randomUUID().toString();
        for (String related : List.of(
                "\"" + unknown + "\"",
                "{\"id\": \"" + unknown + "\"}",
                "{\"id\": \"" + unknown + "\", \"slug\": \"\\u0000\"}")) {
            assertThat(Api.admin()
                            .post("/api/articles", "{\"title\": \"x\", \"related\": [" + related + "]}")
                            .problem(ProblemCode.INVALID)
                            .errors())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactly("/related/0 unknown-article");
        }
        for (String member : List.of("authors", "tags")) {
            assertThat(Api.admin()
                            .post(
                                    "/api/articles",
                                    "{\"title\": \"x\", \"%s\": [{\"id\": \"%s\"}]}".formatted(member, unknown))
                            .problem(ProblemCode.INVALID)
                            .errors())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactly("/" + member + "/0 unknown-" + member.substring(0, member.length() - 1));
        }
    }

    /** A known id takes precedence over the term's slug and name. */
    @Test
    void knownIdWinsOverSlugAndName() {
        TermView tag = Api.admin()
                .post("/api/tags", "{\"name\": \"" + here + "\"}")
                .expect(201)
                .term();
        String former = "{\"id\": \"%s\", \"slug\": \"%s\", \"name\": \"%s\"}"
                .formatted(tag.id().toString(), tag.slug(), tag.name());
        Api.admin()
                .patch("/api/tags/" + here, "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(there, there))
                .expect(200);
        // The former name now belongs to another tag.
        Api.admin().patch("/api/tags/" + there, "{\"aliases\": []}").expect(200);
        ApiResponse made = Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"tags\": [" + former + "]}")
                .expect(201);
        assertThat(made.article().tags().get(0).slug()).isEqualTo(there);
        String other = Api.admin()
                .post("/api/tags", "{\"name\": \"" + Sample.name("other") + "\"}")
                .expect(201)
                .term()
                .slug();
        ArrayNode both = JSON.createArrayNode();
        both.addObject().put("id", tag.id().toString()).put("slug", other).put("name", other);
        assertThat(Api.admin()
                        .post("/api/articles", "{\"title\": \"x\", \"tags\": " + both + "}")
                        .expect(201)
                        .article()
                        .tags()
                        .get(0)
                        .slug())
                .isEqualTo(there);
    }

    /** The JSON of one article sent to the URL of another is a mistake. */
    @Test
    void idOfAnotherArticleIsRefused() {
        String one = Sample.draft("One");
        String other = Sample.draft("Other");
        ObjectNode sent = (ObjectNode) Sample.workingCopy(one).json();
        sent.remove("slug");
        assertThat(Api.admin()
                        .put(Sample.path(other), sent.toString())
                        .problem(ProblemCode.INVALID)
                        .errors())
                .anySatisfy(fault ->
                        assertThat(fault.pointer() + " " + fault.code()).isEqualTo("/id server-owned"));
    }
}
