package dev.broadsheet.articles.editing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.revisions.RevisionView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EditingTest {

    @Test
    void editIsVisibleOncePublished() {
        String path = Sample.path(Sample.live("energy"));
        ApiResponse edited = Api.admin()
                .patch(path, "{\"title\": \"Summit ends with a deal\"}")
                .expect(200);
        assertThat(edited.article().modified()).isTrue();
        assertThat(title(path)).isEqualTo("Summit ends without a deal");

        Api.admin().put(path + "/publication", "{}").expect(200);
        assertThat(title(path)).isEqualTo("Summit ends with a deal");
    }

    @Test
    void sendingBackWhatWasReadChangesNothing() {
        String slug = Sample.live("energy");
        ApiResponse read = Sample.workingCopy(slug);
        ObjectNode article = (ObjectNode) read.json();
        ApiResponse same =
                Api.admin().put(Sample.path(slug), article.toString()).expect(200);
        assertThat(same.header("ETag")).isEqualTo(read.header("ETag"));

        article.put("summary", "Another summary");
        ApiResponse edited =
                Api.admin().put(Sample.path(slug), article.toString()).expect(200);
        assertThat(edited.article().revision()).isEqualTo(2);
        assertThat(edited.json().path("tags")).isEqualTo(article.path("tags"));
        assertThat(edited.json().path("body")).isEqualTo(article.path("body"));
        assertThat(edited.article().live()).isEqualTo(1);
    }

    @Test
    void namesOfADraftAreNotFoundByReaders() {
        String slug = Sample.live("energy");
        String secret = Sample.name("secret");
        Api.admin()
                .patch(Sample.path(slug), "{\"externalId\": \"" + secret + "\"}")
                .expect(200);
        Api.anonymous().get(Sample.path(secret)).problem(ProblemCode.NOT_FOUND);
        Api.admin()
                .send(
                        "PUT",
                        Sample.path(slug),
                        "text/markdown",
                        "---\ntitle: x\naliases: [" + secret + "-plan]\n---\nText\n")
                .expect(200);
        Api.anonymous().get(Sample.path(secret + "-plan")).problem(ProblemCode.NOT_FOUND);
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        Api.anonymous().get(Sample.path(secret)).expect(200);
        Api.anonymous().get(Sample.path(secret + "-plan")).expect(308);
    }

    @Test
    void ambiguousDraftFlagIsNotPublished() {
        String path = Sample.path(Sample.name("unclear"));
        Api.admin()
                .send("PUT", path, "text/markdown", "---\ntitle: x\ndraft: maybe\n---\nText\n")
                .problem(ProblemCode.INVALID);
        assertThat(Api.admin()
                        .send("PUT", path, "text/markdown", "---\ntitle: x\ndraft:\n---\nText\n")
                        .expect(201)
                        .article()
                        .status())
                .isEqualTo("draft");
        Api.admin().send("PUT", path, "text/markdown", "").problem(ProblemCode.MALFORMED);
        Api.admin()
                .send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        "[{\"op\": \"add\", \"path\": \"/tags/99999999999\", \"value\": \"x\"}]")
                .problem(ProblemCode.INVALID);
    }

    @Test
    void patchKeepsOtherMembers() {
        String slug = Sample.live("energy, iraq");
        ArticleView before = Sample.workingCopy(slug).article();
        ApiResponse patched = Api.admin()
                .patch(Sample.path(slug), "{\"kicker\": null, \"tags\": [\"energy\"]}")
                .expect(200);
        assertThat(patched.json().path("kicker").isNull()).isTrue();
        ArticleView after = patched.article();
        assertThat(after.tags()).extracting(TermName::slug).containsExactly("energy");
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(after.live()).isEqualTo(1);
    }

    @Test
    void numbersInCustomKeepTheirDigits() {
        String custom = "{\"z\":1.0,\"a\":[1.10,12345678901234567890,null,0.0000001],\"\":{\"b\":\"1\"}}";
        String path = Sample.path(Sample.published("{\"custom\": " + custom + "}"));
        ApiResponse read = Api.admin().get(path + "?version=draft").expect(200);
        assertThat(read.text()).contains("\"custom\":" + custom);
        assertThat(Api.anonymous().get(path).text()).contains("\"custom\":" + custom);
        assertThat(Api.admin().put(path, read.text()).expect(200).header("ETag"))
                .isEqualTo("\"r1.1\"");
        Api.admin().put(path, "{\"custom\": {\"a\": 1e99999}}").problem(ProblemCode.INVALID);
    }

    @Test
    void patchWithStatusPublishedPublishes() {
        String path = Sample.path(Sample.live("energy"));
        Api.admin()
                .patch(path, "{\"title\": \"Corrected\", \"status\": \"published\"}")
                .expect(200);
        assertThat(title(path)).isEqualTo("Corrected");
    }

    @Test
    void nulCharacterIsRefused() {
        for (String member : new String[] {
            "\"title\": \"%s\"",
            "\"body\": \"%s\"",
            "\"tags\": [\"%s\"]",
            "\"section\": \"%s\"",
            "\"custom\": {\"a\": \"%s\"}",
            "\"body\": {\"html\": \"%s\"}"
        }) {
            Api.admin()
                    .post("/api/articles", "{" + member.formatted("a\\u0000b") + "}")
                    .problem(ProblemCode.INVALID);
        }
        Api.anonymous().get("/api/articles/a%00b").problem(ProblemCode.INVALID_PARAMETER);
        Api.anonymous().get("/api/articles?tag=a%00b").problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void jsonPatchAppliesToTheWholeArticle() {
        String slug = Sample.live("energy");
        ArticleView after = Api.admin()
                .send("PATCH", Sample.path(slug), "application/json-patch+json", """
                        [{"op": "test", "path": "/kicker", "value": "Energy talks"},
                         {"op": "add", "path": "/tags/-", "value": "oil"},
                         {"op": "replace", "path": "/title", "value": "New"}]
                        """)
                .expect(200)
                .article();
        assertThat(after.tags()).extracting(TermName::slug).containsExactly("energy", "oil");
        Api.admin()
                .send(
                        "PATCH",
                        Sample.path(slug),
                        "application/json-patch+json",
                        "[{\"op\": \"test\", \"path\": \"/title\", \"value\": \"Old\"}]")
                .problem(ProblemCode.CONFLICT);
        Api.admin()
                .send("PATCH", Sample.path(slug), "application/json-patch+json", "[{\"op\": \"fly\"}]")
                .problem(ProblemCode.INVALID);
    }

    /** RFC 6902 section 4.6. */
    @Test
    void jsonPatchTestComparesNumbersByValue() {
        String path = Sample.path(Sample.live("energy"));
        Api.admin()
                .patch(path, "{\"custom\": {\"n\": 1, \"list\": [1, \"1\"]}}")
                .expect(200);
        for (String equal :
                List.of("/custom/n|1.0", "/custom/n|10e-1", "/custom|{\"list\": [1.00, \"1\"], \"n\": 1}")) {
            assertThat(tested(path, equal).status()).as(equal).isEqualTo(200);
        }
        for (String other : List.of("/custom/n|1.5", "/custom/n|\"1\"", "/custom/n|true", "/custom/list|[1, 1]")) {
            tested(path, other).problem(ProblemCode.CONFLICT);
        }
    }

    private static ApiResponse tested(String path, String pointerAndValue) {
        String[] parts = pointerAndValue.split("\\|");
        return Api.admin()
                .send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        "[{\"op\": \"test\", \"path\": \"%s\", \"value\": %s}]".formatted(parts[0], parts[1]));
    }

    @Test
    void removingAMissingMemberIsRefused() {
        String path = Sample.path(Sample.live("energy"));
        for (String operation : List.of(
                "{\"op\": \"remove\", \"path\": \"/nothing\"}",
                "{\"op\": \"remove\", \"path\": \"/tags/9\"}",
                "{\"op\": \"remove\", \"path\": \"/tags/0/nothing\"}",
                "{\"op\": \"remove\", \"path\": \"/nothing/at/all\"}",
                "{\"op\": \"replace\", \"path\": \"/nothing\", \"value\": 1}",
                "{\"op\": \"move\", \"from\": \"/nothing\", \"path\": \"/title\"}",
                "{\"op\": \"copy\", \"from\": \"/nothing\", \"path\": \"/title\"}")) {
            assertThat(Api.admin()
                            .send("PATCH", path, "application/json-patch+json", "[" + operation + "]")
                            .problem(ProblemCode.INVALID)
                            .errors())
                    .extracting(Fault::code)
                    .containsExactly("invalid-patch");
        }
        Api.admin()
                .send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        "[{\"op\": \"remove\", \"path\": \"/tags/0\"}, {\"op\": \"remove\", \"path\": \"/section/name\"}]")
                .expect(200);
    }

    @Test
    void sectionIsReplacedByAnyOfItsNames() {
        String path = Sample.path(Sample.live("energy"));
        String name = Sample.name("Sports desk");
        JsonNode section = Api.admin()
                .patch(path, "{\"section\": {\"name\": \"" + name + "\"}}")
                .expect(200)
                .json()
                .path("section");
        assertThat(section.path("name").asText()).isEqualTo(name);
        Api.admin().patch(path, "{\"section\": \"World\"}").expect(200);
        assertThat(Api.admin()
                        .patch(path, "{\"section\": " + section + "}")
                        .expect(200)
                        .json()
                        .path("section"))
                .isEqualTo(section);
    }

    @Test
    void heroMembersHaveAFixedOrder() {
        String path = Sample.path(Sample.name("pictured"));
        String written = Api.admin().put(path, """
                        {"title": "x", "body": "y", "status": "published", "hero":
                         {"copyright": "c", "credit": "b", "alt": "a", "url": "https://example.org/a.jpg", "caption": "d"}}""").expect(201).text();
        String hero =
                "\"hero\":{\"type\":\"image\",\"url\":\"https://example.org/a.jpg\",\"alt\":\"a\",\"caption\":\"d\",\"credit\":\"b\",\"copyright\":\"c\"}";
        assertThat(written).contains(hero);
        assertThat(Api.admin().get(path + "?version=draft").text()).contains(hero);
        assertThat(Api.anonymous().get(path).text()).contains(hero);
        // Publishes the stored content instead of the content that was just sent.
        Api.admin().delete(path + "/publication").expect(204);
        Api.admin().put(path + "/publication", "{}").expect(200);
        assertThat(Api.anonymous().get(path).text()).contains(hero);
    }

    @Test
    void replacingTheRootReplacesEveryMember() {
        String slug = Sample.live("energy");
        ObjectNode article = (ObjectNode) Sample.workingCopy(slug).json();
        article.remove("live");
        article.put("title", "Whole").putObject("body").put("markdown", "New text.");
        ApiResponse patched = Api.admin()
                .send(
                        "PATCH",
                        Sample.path(slug),
                        "application/json-patch+json",
                        "[{\"op\": \"replace\", \"path\": \"\", \"value\": " + article + "}]")
                .expect(200);
        assertThat(patched.json().path("body").toString()).contains("New text.");
        assertThat(title(Sample.path(slug))).isEqualTo("Whole");
    }

    @Test
    void patchBeyondTheSizeLimitIsRefused() {
        String slug = Sample.live("energy");
        StringBuilder copies =
                new StringBuilder("[{\"op\": \"add\", \"path\": \"/custom\", \"value\": {\"a\": [1,2,3,4,5,6,7,8]}}");
        for (int i = 0; i < 60; i++) {
            copies.append(",{\"op\": \"copy\", \"from\": \"/custom\", \"path\": \"/custom/c")
                    .append(i)
                    .append("\"}");
        }
        Api.admin()
                .send("PATCH", Sample.path(slug), "application/json-patch+json", copies.append("]"))
                .problem(ProblemCode.INVALID);
    }

    @Test
    void articleCanBeSentBackWithADeletedTag() {
        String tag = Sample.name("doomed");
        String slug = Sample.live(tag + ", energy");
        Api.admin().delete("/api/tags/" + tag + "?force=true").expect(204);
        ApiResponse read = Sample.workingCopy(slug);
        assertThat(Api.admin().put(Sample.path(slug), read.text()).expect(200).header("ETag"))
                .isEqualTo(read.header("ETag"));
    }

    @Test
    void secondOfTwoConcurrentWritersGetsAConflict() {
        String path = Sample.path(Sample.live("energy"));
        String etag = String.valueOf(Api.admin().get(path + "?version=draft").header("ETag"));
        Api.admin()
                .header("If-Match", etag)
                .patch(path, "{\"title\": \"First\"}")
                .expect(200);
        ApiResponse late = Api.admin().header("If-Match", etag).patch(path, "{\"title\": \"Second\"}");
        late.problem(ProblemCode.PRECONDITION_FAILED);
        assertThat(late.header("ETag")).isEqualTo("\"r2.1\"");
        Api.admin()
                .header("If-None-Match", "*")
                .put(path, "{\"title\": \"x\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().header("If-Match", "\"0a1b2c\"").put(path, "{}").problem(ProblemCode.LIVE_ETAG);
    }

    @Test
    void newSlugIsPublishedAndTheOldOneRedirects() {
        String old = Sample.live("energy");
        String renamed = Sample.name("renamed");
        Api.admin().patch(Sample.path(old), "{\"slug\": \"" + renamed + "\"}").expect(200);
        Api.anonymous().get(Sample.path(old)).expect(200);
        Api.anonymous().get(Sample.path(renamed)).problem(ProblemCode.NOT_FOUND);

        Api.admin().put(Sample.path(old) + "/publication", "{}").expect(200);
        Api.anonymous().get(Sample.path(renamed)).expect(200);
        assertThat(Api.anonymous()
                        .get(Sample.path(old) + "?fields=title")
                        .expect(308)
                        .header("Location"))
                .endsWith(Sample.path(renamed) + "?fields=title");
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"slug\": \"" + old + "\"}")
                .problem(ProblemCode.DUPLICATE);
    }

    @Test
    void externalIdIsAnAddressAndUnique() {
        String id = Sample.name("feed:2020/77#");
        String external = id.replace("/", "%2F").replace("#", "%23").replace(":", "%3A");
        Sample.published("{\"externalId\": \"" + id + "\"}");
        Api.anonymous().get(Sample.path(external)).expect(200);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"externalId\": \"" + id + "\"}")
                .problem(ProblemCode.DUPLICATE);
        assertThat(Api.admin()
                        .put(Sample.path(external), "{\"title\": \"y\"}")
                        .expect(200)
                        .article()
                        .externalId())
                .isEqualTo(id);
    }

    @Test
    void revisionsAreListedReadAndRestored() {
        String path = Sample.path(Sample.live("energy"));
        Api.admin()
                .patch(path, "{\"title\": \"Second\", \"note\": \"headline\"}")
                .expect(200);
        ListPage<RevisionView> list =
                Api.admin().get(path + "/revisions?count=exact").expect(200).page(RevisionView.class);
        assertThat(list.data()).extracting(RevisionView::revision).containsExactly(2, 1);
        assertThat(list.data().get(0).note()).isEqualTo("headline");
        assertThat(list.data().get(1).live()).isTrue();
        assertThat(list.page().total()).isEqualTo(2);
        assertThat(Api.admin().get(path + "/revisions/1").expect(200).article().title())
                .isEqualTo("Summit ends without a deal");

        ArticleView back = Api.admin()
                .post(path + "/revisions", "{\"restore\": 1}")
                .expect(200)
                .article();
        assertThat(back.revision()).isEqualTo(3);
        assertThat(back.title()).isEqualTo("Summit ends without a deal");
        Api.admin().post(path + "/revisions", "{\"restore\": 9}").problem(ProblemCode.INVALID);
        Api.anonymous().get(path + "/revisions").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void bodySourceNeedsAKey() {
        String slug = Sample.name("source");
        Api.admin()
                .send(
                        "PUT",
                        Sample.path(slug),
                        "text/markdown",
                        "---\ntitle: x\nstatus: published\n---\nText <!-- secret -->\n")
                .expect(201);
        assertThat(Api.admin()
                        .get(Sample.path(slug) + "?version=draft&body.format=source")
                        .json()
                        .at("/body/source/text")
                        .asText())
                .isEqualTo("Text <!-- secret -->\n");
        assertThat(Api.anonymous()
                        .get(Sample.path(slug) + "?body.format=html,markdown,text,blocks")
                        .expect(200)
                        .text())
                .doesNotContain("secret");
        Api.anonymous().get(Sample.path(slug) + "?body.format=source").problem(ProblemCode.INVALID_PARAMETER);
    }

    private static @Nullable String title(String path) {
        return Api.anonymous().get(path).expect(200).article().title();
    }
}
