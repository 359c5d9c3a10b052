package dev.broadsheet.publications.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.Command;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A corrupt row affects its own article and nothing else. */
@QuarkusTest
class UnreadableContentTest {

    private static final String UNREADABLE = "unreadable-content";

    /** SQL expression that corrupts a stored content. */
    private static final String UNKNOWN_BLOCK =
            "jsonb_set(content, '{body}', '[{\"type\": \"nonsense\", \"key\": \"a\"}]')";

    @Inject
    DSLContext sql;

    @Inject
    @All
    List<Command> commands;

    private final String tag = Sample.name("broken");
    private String slug = "";

    @BeforeEach
    void threeArticles() {
        Sample.live(tag);
        slug = Sample.live(tag);
        Sample.live(tag);
    }

    @AfterEach
    void remove() {
        Api.admin().delete(Sample.path(slug));
        Api.admin().delete(Sample.path(slug) + "?permanent=true");
    }

    private void breakContent(String expression) {
        int broken = sql.execute(
                "update revision set content = " + expression
                        + " where (article_id, number) = (select id, revision from article where slug = ?)",
                slug);
        assertThat(broken).isEqualTo(1);
    }

    private void breakLiveBody() {
        assertThat(sql.execute("update publication set body = '[{\"type\": \"nonsense\"}]' where slug = ?", slug))
                .isEqualTo(1);
    }

    private static JsonNode broken(Iterable<JsonNode> articles, int expected) {
        List<JsonNode> all = new ArrayList<>();
        articles.forEach(all::add);
        assertThat(all).hasSize(expected);
        List<JsonNode> broken =
                all.stream().filter(article -> article.has("problem")).toList();
        assertThat(broken).hasSize(1);
        return broken.get(0);
    }

    private void assertShown(JsonNode article) {
        assertThat(article.path("id").asText()).hasSize(36);
        assertThat(article.at("/links/self").asText()).isEqualTo(Sample.path(slug));
        assertThat(article.at("/problem/code").asText()).isEqualTo(UNREADABLE);
        assertThat(article.at("/problem/type").asText()).isEqualTo("/problems/" + UNREADABLE);
        assertThat(article.at("/problem/status").asInt()).isEqualTo(500);
    }

    private static List<JsonNode> lines(String ndjson) throws JsonProcessingException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ndjson.split("\n")) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void anyDamageLeavesListsAndExportsWorking() throws JsonProcessingException {
        String content = sql.fetchSingle(
                        "select r.content::text from revision r join article a on a.id = r.article_id where a.slug = ?",
                        slug)
                .get(0, String.class);
        for (String expression : List.of(
                "jsonb_set(content, '{body}', '{}')",
                "jsonb_set(content, '{body}', '[{\"type\": \"paragraph\"}]')",
                "jsonb_set(content, '{body}', '[{\"type\": \"paragraph\", \"content\": 7}]')",
                "jsonb_set(content, '{tags}', '7')",
                "jsonb_set(content, '{tags}', '[\"no id\"]')",
                "jsonb_set(content, '{hero}', '{\"type\": \"image\"}')",
                "jsonb_set(content, '{hero}', '\"picture\"')",
                "jsonb_set(content, '{custom}', '\"{\"')",
                "jsonb_set(content, '{publishedAt}', '\"yesterday\"')",
                "content - 'locale'",
                "content - 'slug'",
                "'[]'",
                "'null'",
                "'\"x\"'")) {
            breakContent(expression);
            JsonNode list = Api.admin()
                    .get("/api/articles?status=any&tag=" + tag)
                    .expect(200)
                    .json();
            assertShown(broken(list.path("data"), 3));
            assertShown(broken(lines(export("status=any&tag=" + tag)), 3));
            breakContent("'" + content.replace("'", "''") + "'::jsonb");
        }
        Sample.workingCopy(slug);
    }

    private static String export(String query) {
        return Api.admin().get("/api/articles/export?" + query).expect(200).text();
    }

    @Test
    void listsSearchesAndExportsShowTheProblem() throws JsonProcessingException {
        breakContent(UNKNOWN_BLOCK);
        for (String query :
                List.of("", "&fields=title", "&include=body,custom&body.format=html,markdown,text,source")) {
            JsonNode list = Api.admin()
                    .get("/api/articles?status=any&tag=" + tag + query)
                    .expect(200)
                    .json();
            assertShown(broken(list.path("data"), 3));
        }
        JsonNode found = Api.admin()
                .get("/api/articles?status=any&q=talks&highlight=true&tag=" + tag)
                .expect(200)
                .json();
        assertShown(broken(found.path("data"), 3));
        JsonNode queried = Api.admin()
                .post("/api/articles/query", "{\"status\": \"any\", \"tag\": \"" + tag + "\"}")
                .expect(200)
                .json();
        JsonNode shown = broken(queried.path("data"), 3);
        assertShown(shown);
        assertThat(shown.path("slug").asText()).isEqualTo(slug);
        assertThat(shown.path("title").asText()).isEqualTo("Summit ends without a deal");
        assertThat(shown.path("status").asText()).isEqualTo("published");
        assertShown(broken(
                lines(Api.admin()
                        .get("/api/articles/export?status=any&include=body&tag=" + tag)
                        .expect(200)
                        .text()),
                3));
        String csv = Api.admin()
                .get("/api/articles/export?format=csv&status=any&fields=slug,summary,revision&tag=" + tag)
                .expect(200)
                .text();
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv.lines().filter(line -> line.contains(UNREADABLE))).hasSize(1);
        assertThat(csv).contains("," + slug + ",1," + UNREADABLE);
        // Live copies are stored separately, so they can still be read.
        assertThat(Api.anonymous()
                        .get("/api/articles?tag=" + tag)
                        .expect(200)
                        .articles()
                        .data())
                .hasSize(3);
    }

    @Test
    void readingItGivesAProblem() {
        breakContent(UNKNOWN_BLOCK);
        for (String path : List.of("?version=draft", "/revisions/1", "/diff?from=draft", "/blocks?version=draft")) {
            Api.admin().get(Sample.path(slug) + path).problem(ProblemCode.UNREADABLE_CONTENT);
        }
        Api.admin()
                .accept("text/markdown")
                .get(Sample.path(slug) + "?version=draft")
                .problem(ProblemCode.UNREADABLE_CONTENT);
        Api.admin().get(Sample.path(slug) + "/revisions").expect(200);
        // A revision that can't be decoded can't be the base of a new one.
        Api.admin().patch(Sample.path(slug), "{\"title\": \"x\"}").problem(ProblemCode.UNREADABLE_CONTENT);
        Api.admin()
                .header("If-Match", "\"r9.9\"")
                .put(Sample.path(slug), "{\"title\": \"x\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        Api.anonymous().get(Sample.path(slug)).expect(200);
    }

    @Test
    void unreadableArticleCanBeReplacedRestoredAndUnpublished() {
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Second\"}").expect(200);
        breakContent(UNKNOWN_BLOCK);
        Api.admin().post(Sample.path(slug) + "/revisions", "{\"restore\": 1}").expect(200);
        assertThat(Sample.workingCopy(slug).article().title()).isEqualTo("Summit ends without a deal");
        breakContent(UNKNOWN_BLOCK);
        ArticleView replaced = Api.admin()
                .put(Sample.path(slug), "{\"title\": \"Third\", \"body\": \"New.\", \"status\": \"published\"}")
                .expect(200)
                .article();
        assertThat(replaced.slug()).isEqualTo(slug);
        assertThat(Api.anonymous().get(Sample.path(slug)).expect(200).article().title())
                .isEqualTo("Third");
        assertThat(Api.anonymous()
                        .get("/api/articles?tag=" + tag)
                        .expect(200)
                        .articles()
                        .data())
                .hasSize(2);
        breakContent(UNKNOWN_BLOCK);
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
    }

    @Test
    void damagedLiveCopyGivesAProblem() throws JsonProcessingException {
        breakLiveBody();
        String query = "include=body&body.format=markdown&tag=" + tag;
        JsonNode list =
                Api.anonymous().get("/api/articles?" + query).expect(200).json();
        assertShown(broken(list.path("data"), 3));
        assertShown(broken(
                lines(Api.anonymous()
                        .get("/api/articles/export?" + query)
                        .expect(200)
                        .text()),
                3));
        for (String type : List.of("text/markdown", "text/html", "text/plain")) {
            Api.anonymous().accept(type).get(Sample.path(slug)).problem(ProblemCode.UNREADABLE_CONTENT);
        }
        Api.anonymous().get(Sample.path(slug) + "?body.format=markdown").problem(ProblemCode.UNREADABLE_CONTENT);
        Api.anonymous().get(Sample.path(slug)).expect(200);
    }

    /** Responses are concatenated from prerendered JSON, so one corrupt piece could make a whole list invalid. */
    @Test
    void damagedRenderedJsonLeavesListsWorking() {
        for (String piece : new String[] {"opening", "listing", "details", "closing"}) {
            String before = sql.fetchSingle("select " + piece + " from publication where slug = ?", slug)
                    .get(0, String.class);
            sql.execute("update publication set " + piece + " = '\"a\":' where slug = ?", slug);
            try {
                JsonNode list = Api.anonymous()
                        .get("/api/articles?sort=title&limit=7&tag=" + tag + "&title.ne=" + piece)
                        .expect(200)
                        .json();
                if (piece.equals("opening") || piece.equals("listing")) {
                    assertShown(broken(list.path("data"), 3));
                } else {
                    assertThat(list.path("data")).hasSize(3).noneMatch(article -> article.has("problem"));
                }
                if (!piece.equals("listing")) {
                    Api.anonymous()
                            .get(Sample.path(slug) + "?body.format=text,html")
                            .problem(ProblemCode.UNREADABLE_CONTENT);
                }
            } finally {
                sql.execute("update publication set " + piece + " = ? where slug = ?", before, slug);
            }
        }
    }

    /** JDBC couldn't convert these values, so a read would fail on the whole row. */
    @Test
    void databaseRefusesValuesBeyondJava() {
        for (String change : List.of(
                "article set published_at = 'infinity'",
                "article set expire_at = '-infinity'",
                "article set related_ids = array[null]::uuid[]",
                "publication set published_at = 'infinity'",
                "publication set tag_ids = array[null]::uuid[]",
                "publication set author_ids = author_ids || null::uuid")) {
            assertThatThrownBy(() -> sql.execute("update " + change + " where slug = ?", slug))
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("violates check constraint");
        }
        String ofTheArticle = " where article_id = (select id from article where slug = ?)";
        for (String change : List.of(
                "revision set created_at = 'infinity'",
                "publication_period set live_until = 'infinity'",
                "publication_period set related_ids = array[null]::uuid[]")) {
            assertThatThrownBy(() -> sql.execute("update " + change + ofTheArticle, slug))
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("violates check constraint");
        }
    }

    @Test
    void pastReadsShowTheProblem() throws JsonProcessingException {
        String at = Api.anonymous()
                .get("/api/articles?limit=1&sort=-updatedAt&tag=" + tag)
                .json()
                .at("/data/0/updatedAt")
                .asText();
        breakContent(UNKNOWN_BLOCK);
        JsonNode list = Api.admin()
                .get("/api/articles?at=" + at + "&tag=" + tag)
                .expect(200)
                .json();
        assertShown(broken(list.path("data"), 3));
        assertShown(broken(
                lines(Api.admin()
                        .get("/api/articles/export?at=" + at + "&tag=" + tag)
                        .expect(200)
                        .text()),
                3));
        Api.anonymous().get(Sample.path(slug) + "?at=" + at).problem(ProblemCode.UNREADABLE_CONTENT);
    }

    @Test
    void checkCommandFindsIt() {
        assertThat(check(slug)).isEmpty();
        breakContent(UNKNOWN_BLOCK);
        breakLiveBody();
        assertThat(check(slug))
                .hasSize(2)
                .anyMatch(line -> line.contains("\t" + slug + "\tworking copy, revision 1\t")
                        && line.contains("There is no block of type nonsense."))
                .anyMatch(line -> line.contains("\t" + slug + "\tlive copy, revision 1\t"));
        Api.admin()
                .put(Sample.path(slug), "{\"title\": \"x\", \"body\": \"y\"}")
                .expect(200);
        assertThat(check(slug)).hasSize(2).anyMatch(line -> line.contains("\t" + slug + "\trevision 1\t"));
    }

    /** The command's lines about one article; rows of other tests may be corrupt, too. */
    private List<String> check(String about) {
        Command command = commands.stream()
                .filter(one -> one.name().equals("articles check"))
                .findFirst()
                .orElseThrow();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            code = command.run(List.of());
        } finally {
            System.setOut(before);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\t"))
                .toList();
        assertThat(code).isEqualTo(lines.isEmpty() ? 0 : 1);
        return lines.stream().filter(line -> line.contains("\t" + about + "\t")).toList();
    }
}
