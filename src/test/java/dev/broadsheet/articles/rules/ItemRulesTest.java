package dev.broadsheet.articles.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key with item rules may read and write, by every road. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ItemRulesTest {

    private static final String WORD = "parrhesia";

    private String section;
    private Api desk;

    @BeforeEach
    void makeDesk() {
        section = Sample.term("sections", "{}");
        desk = key("\"role\": \"editor\", \"rules\": {\"section\": [\"" + section + "\"]}");
    }

    @Test
    void articlesOutsideAreNotThereOnTheDraftSide() {
        String own = draft("\"section\": \"" + section + "\"");
        String other = draft("\"section\": null");
        desk.get(Sample.path(own) + "?version=draft").expect(200);
        for (String read : List.of("?version=draft", "/revisions", "/revisions/1", "/diff", "/publication", "/lock")) {
            desk.get(Sample.path(other) + read).problem(ProblemCode.NOT_FOUND);
        }
        desk.get("/api/drafts/" + other).problem(ProblemCode.NOT_FOUND);
        for (String list : List.of(
                "/api/drafts?limit=100&q=" + WORD,
                "/api/articles?status=any&limit=100&q=" + WORD,
                "/api/articles/export?status=any&q=" + WORD)) {
            String listed = desk.get(list).expect(200).text();
            assertThat(listed).as(list).contains(own).doesNotContain(other);
        }
        assertThat(desk.get("/api/drafts?count=exact&facet=section&slug=" + other)
                        .expect(200)
                        .json()
                        .at("/page/total")
                        .intValue())
                .isZero();
        desk.get("/api/articles?at=2020-01-01").problem(ProblemCode.FORBIDDEN);
    }

    @Test
    void writesOutsideChangeNothing() {
        String draft = draft("\"section\": null");
        String live = Sample.live("energy");
        for (String slug : List.of(draft, live)) {
            ProblemCode refusal = slug.equals(draft) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN;
            String etag = Sample.workingCopy(slug).header("ETag");
            String path = Sample.path(slug);
            List<Function<Api, ApiResponse>> writes = List.of(
                    api -> api.put(path, "{\"title\": \"x\", \"section\": \"" + section + "\"}"),
                    api -> api.patch(path, "{\"section\": \"" + section + "\"}"),
                    api -> api.delete(path),
                    api -> api.put(path + "/publication", "{}"),
                    api -> api.delete(path + "/publication"),
                    api -> api.post(path + "/revisions", "{\"restore\": 1}"),
                    api -> api.put(path + "/tags/energy", ""),
                    api -> api.post(path + "/blocks", "{\"type\": \"divider\"}"),
                    api -> api.put(path + "/lock", "{}"),
                    api -> api.delete(path + "/trash"));
            for (Function<Api, ApiResponse> write : writes) {
                write.apply(desk).problem(refusal);
            }
            JsonNode batch = desk.post(
                            "/api/articles/batch",
                            "[{\"op\": \"patch\", \"article\": \"" + slug + "\", \"data\": {\"title\": \"x\"}}]")
                    .expect(207)
                    .json();
            assertThat(batch.at("/results/0/status").intValue()).isEqualTo(refusal.status());
            assertThat(Sample.workingCopy(slug).header("ETag")).isEqualTo(etag);
        }
    }

    /** Its rules may come from its role, and the audit log names all articles. */
    @Test
    void aKeyWithRulesChangesNoRolesAndReadsNoAuditLog() {
        Api admin = key("\"role\": \"admin\", \"rules\": {\"section\": [\"" + section + "\"]}");
        admin.post("/api/roles", "{\"name\": \"" + Sample.name("r") + "\", \"permissions\": [\"articles.read\"]}")
                .problem(ProblemCode.FORBIDDEN);
        admin.get("/api/roles").expect(200);
        admin.get("/api/audit").problem(ProblemCode.FORBIDDEN);
        admin.get("/api/audit/refused").problem(ProblemCode.FORBIDDEN);
    }

    /** The usage of a medium names articles of everybody. */
    @Test
    void mediaTellNothingOfArticlesOutside() {
        String picture = Sample.picture("alt=Quay");
        String other = draft("\"hero\": {\"media\": \"" + picture + "\"}");
        desk.get("/api/media/" + picture + "/usage").problem(ProblemCode.FORBIDDEN);
        ApiResponse refusal = desk.delete("/api/media/" + picture);
        refusal.problem(ProblemCode.MEDIA_IN_USE);
        assertThat(refusal.text()).doesNotContain(other);
        assertThat(Api.admin().delete("/api/media/" + picture).text()).contains(other);
    }

    @Test
    void aWriteCannotLeaveTheRules() {
        desk.post("/api/articles", "{\"title\": \"Elsewhere\"}").problem(ProblemCode.FORBIDDEN);
        String slug = desk.post(
                        "/api/articles", "{\"title\": \"Here\", \"body\": \"x\", \"section\": \"" + section + "\"}")
                .expect(201)
                .json()
                .get("slug")
                .textValue();
        String etag = Sample.workingCopy(slug).header("ETag");
        desk.patch(Sample.path(slug), "{\"section\": null}").problem(ProblemCode.FORBIDDEN);
        assertThat(Sample.workingCopy(slug).header("ETag")).isEqualTo(etag);
        desk.put(Sample.path(slug) + "/publication", "{}").expect(200);
        // An older revision may have been outside.
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Two\"}").expect(200);
        desk.put(Sample.path(slug) + "/publication", "{\"revision\": 1}").problem(ProblemCode.FORBIDDEN);
    }

    @Test
    void aContributorWritesOwnDraftsOnly() {
        Api contributor = key("\"role\": \"contributor\"");
        String own = contributor
                .post("/api/articles", "{\"title\": \"Mine\", \"body\": \"x\"}")
                .expect(201)
                .json()
                .get("slug")
                .textValue();
        contributor.patch(Sample.path(own), "{\"title\": \"Still mine\"}").expect(200);
        contributor.patch(Sample.path(own), "{\"status\": \"published\"}").problem(ProblemCode.FORBIDDEN);
        contributor.delete(Sample.path(own)).problem(ProblemCode.FORBIDDEN);
        contributor
                .get(Sample.path(draft("\"section\": null")) + "?version=draft")
                .problem(ProblemCode.NOT_FOUND);
        Api.admin().put(Sample.path(own) + "/publication", "{}").expect(200);
        contributor.patch(Sample.path(own), "{\"title\": \"A correction\"}").expect(200);
        assertThat(Api.anonymous().get(Sample.path(own)).article().title()).isEqualTo("Still mine");
    }

    @Test
    void anAuthorPublishesOwnArticles() {
        Api author = key("\"role\": \"author\"");
        String own = author.post("/api/articles", "{\"title\": \"Mine\", \"body\": \"x\", \"status\": \"published\"}")
                .expect(201)
                .json()
                .get("slug")
                .textValue();
        author.delete(Sample.path(own) + "/publication").expect(204);
        author.delete(Sample.path(own)).expect(204);
        author.put(Sample.path(Sample.live("energy")) + "/publication", "{}").problem(ProblemCode.FORBIDDEN);
    }

    @Test
    void theRulesOfTheMakerHold() {
        ApiResponse maker = make("\"role\": \"admin\", \"rules\": {\"section\": [\"" + section + "\"]}");
        Api made = Api.with(Api.with(maker.json().get("key").textValue())
                .post("/api/keys", "{\"name\": \"made\", \"role\": \"editor\"}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        made.post("/api/articles", "{\"title\": \"Elsewhere\"}").problem(ProblemCode.FORBIDDEN);
        made.post("/api/articles", "{\"title\": \"Here\", \"section\": \"" + section + "\"}")
                .expect(201);
        assertThat(made.get("/api/me")
                        .expect(200)
                        .json()
                        .at("/rules/0/section/0")
                        .textValue())
                .isEqualTo(section);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tag\": [\"energy\"]", "\"locale\": [\"de\"]", "\"author\": [\"%s\"]", "\"own\": true"})
    void eachRuleBinds(String rule) {
        String author = Sample.term("authors", "{}");
        Sample.live("energy");
        Api key = key("\"role\": \"editor\", \"rules\": {" + rule.formatted(author) + "}");
        String inside =
                "{\"title\": \"In\", \"tags\": [\"energy\"], \"locale\": \"de\", \"authors\": [\"" + author + "\"]}";
        String slug =
                key.post("/api/articles", inside).expect(201).json().get("slug").textValue();
        key.get(Sample.path(slug) + "?version=draft").expect(200);
        String other = draft("\"section\": null");
        key.get(Sample.path(other) + "?version=draft").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void unknownNamesInRulesAreFaults() {
        assertThat(Api.admin()
                        .post(
                                "/api/keys",
                                "{\"name\": \"x\", \"role\": \"editor\", \"rules\": {\"section\": [\"no-such\"], \"odd\": 1}}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder("/rules/section/0 unknown-section", "/rules/odd unknown-member");
    }

    private static String draft(String members) {
        return Api.admin()
                .post("/api/articles", "{\"title\": \"" + WORD + "\", \"body\": \"Text.\", " + members + "}")
                .expect(201)
                .json()
                .get("slug")
                .textValue();
    }

    private static Api key(String members) {
        return Api.with(make(members).json().get("key").textValue());
    }

    private static ApiResponse make(String members) {
        return Api.admin()
                .post("/api/keys", "{\"name\": \"a key\", " + members + "}")
                .expect(201);
    }
}
