package dev.broadsheet.articles.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.keys.TestKeys;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Author, note and retention of revisions. */
@QuarkusTest
class RevisionsTest {

    private static final String PARAGRAPH =
            "{\"type\": \"paragraph\", \"key\": \"added\", \"content\": [{\"type\": \"text\", \"text\": \"%s\"}]}";

    @Inject
    TestKeys keys;

    @Inject
    TestClock clock;

    @Test
    void everyWriteThatMakesARevisionTakesANote() {
        String path = Sample.path(Sample.name("noted"));
        Api noting = Api.admin().header("Revision-Note", "why not");
        noting.put(path, "{\"title\": \"One\", \"body\": \"Text\"}").expect(201);
        noting.patch(path, "{\"title\": \"Two\"}").expect(200);
        noting.send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        "[{\"op\": \"replace\", \"path\": \"/title\", \"value\": \"Three\"}]")
                .expect(200);
        noting.post(path + "/blocks", PARAGRAPH.formatted("one")).expect(201);
        noting.put(path + "/blocks/added", PARAGRAPH.formatted("two")).expect(200);
        noting.patch(path + "/blocks/added", "{\"content\": [{\"type\": \"text\", \"text\": \"three\"}]}")
                .expect(200);
        noting.delete(path + "/blocks/added").expect(204);
        noting.post(path + "/revisions", "{\"restore\": 1}").expect(200);
        noting.send("PUT", path, "text/markdown", "---\ntitle: Nine\n---\nText\n")
                .expect(200);
        assertThat(notes(path)).hasSizeGreaterThanOrEqualTo(8).containsOnly("why not");

        String made = noting.post("/api/articles", "{\"title\": \"x\"}")
                .expect(201)
                .article()
                .slug();
        assertThat(notes(Sample.path(made))).containsExactly("why not");
    }

    @Test
    void noteWithoutANewRevisionIsReported() {
        String path = Sample.path(Sample.name("noted"));
        String same = "{\"title\": \"One\", \"body\": \"Text\"}";
        Api noting = Api.admin().header("Revision-Note", "why not");
        noting.put(path, same).expect(201);
        assertThat(noting.put(path, same).expect(200).article().warnings())
                .as("it is there already")
                .isEmpty();
        assertThat(Api.admin()
                        .header("Revision-Note", "another")
                        .put(path, same)
                        .expect(200)
                        .article()
                        .warnings()
                        .get(0)
                        .code())
                .isEqualTo("note-not-kept");
        assertThat(notes(path)).containsExactly("why not");
    }

    @Test
    void noteIsDecodedFromUtf8AndLatin1() {
        String path = Sample.path(Sample.draft("Noted"));
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            String title = "{\"title\": \"" + charset + "\"}";
            String request = String.join(
                    "\r\n",
                    "PATCH " + path + " HTTP/1.1",
                    "Host: localhost",
                    "Connection: close",
                    "Authorization: Bearer " + Api.ADMIN_KEY,
                    "Content-Type: application/json",
                    "Revision-Note:  Kürzung um 50%, naïve+  ",
                    "Content-Length: " + title.length(),
                    "",
                    title);
            assertThat(RawHttp.send(request.getBytes(charset))).startsWith("HTTP/1.1 200 ");
        }
        Api.admin()
                .header("Revision-Note", "UTF-8''%E2%82%AC%20rates+%22")
                .patch(path, "{\"title\": \"Encoded\"}")
                .expect(200);
        assertThat(notes(path)).startsWith("€ rates+\"", "Kürzung um 50%, naïve+", "Kürzung um 50%, naïve+");
    }

    @Test
    void invalidOrContradictingNotesAreRefused() {
        String path = Sample.path(Sample.draft("Noted"));
        for (String note : List.of("UTF-8''%C3", "UTF-8''%zz", "UTF-8''a%00b", "x".repeat(501))) {
            assertThat(Api.admin()
                            .header("Revision-Note", note)
                            .patch(path, "{\"title\": \"x\"}")
                            .problem(ProblemCode.INVALID_PARAMETER)
                            .errors())
                    .extracting(Fault::parameter)
                    .containsExactly("Revision-Note");
        }
        Api two = Api.admin().header("Revision-Note", "one");
        assertThat(two.patch(path, "{\"note\": \"two\", \"title\": 5}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/note", "/title");
        assertThat(two.post(path + "/revisions", "{\"restore\": 9, \"note\": \"two\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/restore", "/note");
        two.patch(path, "{\"note\": \"one\", \"title\": \"x\"}").expect(200);
        Api.admin()
                .header("Revision-Note", " ")
                .patch(path, "{\"title\": \"y\"}")
                .expect(200);
        assertThat(list(path, "").get(0).note()).isNull();
    }

    @Test
    void listAndRevisionShowAuthorDateAndState() {
        String path = Sample.path(Sample.live("energy"));
        Api ada = keys.create("Ada");
        String adasId = ada.get("/api/me").expect(200).json().path("id").asText();
        ada.patch(path, "{\"title\": \"Second\", \"note\": \"headline\"}").expect(200);
        ada.put(path + "/publication", "{\"publishAt\": \"" + clock.now().plus(Duration.ofDays(1)) + "\"}")
                .expect(200);

        RevisionView second = list(path, "").get(0);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.by()).isEqualTo("Ada");
        assertThat(second.keyId()).hasToString(adasId);
        assertThat(second.note()).isEqualTo("headline");
        assertThat(second.title()).isEqualTo("Second");
        assertThat(second.createdAt()).isBeforeOrEqualTo(clock.now());
        assertThat(second.autosave()).isFalse();
        assertThat(second.live()).isFalse();
        assertThat(second.scheduled()).isTrue();
        assertThat(list(path, "").get(1).live()).isTrue();

        JsonNode single = Api.admin().get(path + "/revisions/2").expect(200).json();
        assertThat(single.path("title").asText()).isEqualTo("Second");
        assertThat(single.at("/entry/createdAt").asText()).endsWith("Z");
        assertThat(Api.admin()
                        .get(path + "/revisions/2")
                        .as(RevisionView.Single.class)
                        .entry())
                .isEqualTo(second);
    }

    @Test
    void autosaveReplacesThePreviousAutosave() {
        String path = Sample.path(Sample.draft("Typing"));
        Api ada = keys.create("Ada");
        Api bert = keys.create("Bert");
        autosave(ada, path, "a1");
        autosave(bert, path, "b1");
        autosave(ada, path, "a2");
        autosave(ada, path, "a3");
        ada.patch(path, "{\"title\": \"Saved\"}").expect(200);
        assertThat(numbers(path, "")).containsExactly(6, 5, 3, 1);
        assertThat(numbers(path, "?autosave=false")).containsExactly(6, 1);
        assertThat(numbers(path, "?autosave=true&count=exact")).containsExactly(5, 3);
        assertThat(autosave(bert, path, "b2").revision()).isEqualTo(7);
        assertThat(numbers(path, "")).containsExactly(7, 6, 5, 1);
        Api.admin().get(path + "/revisions/2").problem(ProblemCode.NOT_FOUND);
        Api.admin().post(path + "/revisions", "{\"restore\": 2}").problem(ProblemCode.INVALID);
    }

    @Test
    void autosaveInUseIsKept() {
        String path = Sample.path(Sample.draft("Typing"));
        Api ada = keys.create("Ada");
        ada.header("Revision-Note", "before the call")
                .patch(path + "?autosave=true", "{\"title\": \"noted\"}")
                .expect(200);
        autosave(ada, path, "once live");
        publish(path, "{}");
        autosave(ada, path, "live");
        publish(path, "{}");
        autosave(ada, path, "scheduled");
        publish(path, "{\"publishAt\": \"" + clock.now().plus(Duration.ofDays(1)) + "\"}");
        autosave(ada, path, "nobody's");
        autosave(ada, path, "current");
        assertThat(numbers(path, "")).containsExactly(7, 5, 4, 3, 2, 1);
    }

    @Test
    void saveAfterAnAutosaveIsARevision() {
        String path = Sample.path(Sample.draft("Typing"));
        ApiResponse typed = Api.admin()
                .patch(path + "?autosave=true", "{\"title\": \"Typed\"}")
                .expect(200);
        ApiResponse saved = Api.admin()
                .patch(path, "{\"title\": \"Typed\", \"note\": \"done\"}")
                .expect(200);
        assertThat(saved.header("ETag")).isEqualTo(typed.header("ETag"));
        assertThat(list(path, "").get(0).autosave()).isFalse();
        assertThat(list(path, "").get(0).note()).isEqualTo("done");
        autosave(Api.admin(), path, "More");
        autosave(Api.admin(), path, "And more");
        assertThat(numbers(path, "")).containsExactly(4, 2, 1);
    }

    @Test
    void everyWriteCanBeAnAutosaveWithoutPublishing() {
        String path = Sample.path(Sample.name("typing"));
        Api.admin()
                .put(path + "?autosave=true", "{\"title\": \"One\", \"body\": \"Text\"}")
                .expect(201);
        Api.admin()
                .post(path + "/blocks?autosave=true", PARAGRAPH.formatted("one"))
                .expect(201);
        Api.admin()
                .put(path + "/blocks/added?autosave=true", PARAGRAPH.formatted("two"))
                .expect(200);
        Api.admin().delete(path + "/blocks/added?autosave=true").expect(204);
        assertThat(numbers(path, "")).containsExactly(4);
        assertThat(list(path, "").get(0).autosave()).isTrue();
        for (String patch :
                List.of("{\"status\": \"published\"}", "{\"status\": \"scheduled\", \"publishAt\": \"2090-01-01\"}")) {
            assertThat(Api.admin()
                            .patch(path + "?autosave=true", patch)
                            .problem(ProblemCode.INVALID)
                            .errors())
                    .extracting(Fault::pointer)
                    .containsExactly("/status");
        }
        Api.admin().patch(path + "?autosave=perhaps", "{}").problem(ProblemCode.INVALID_PARAMETER);
        assertThat(Api.admin()
                        .put(
                                path + "?autosave=true",
                                Api.admin().get(path + "?version=draft").text())
                        .expect(200)
                        .header("ETag"))
                .isEqualTo("\"r4.0\"");
    }

    @Test
    void restoringTheCurrentContentMakesNoRevision() {
        String tag = Sample.name("doomed");
        String path = Sample.path(Sample.live(tag + ", energy"));
        String etag = String.valueOf(Api.admin().get(path + "?version=draft").header("ETag"));
        assertThat(restore(path, 1).header("ETag")).isEqualTo(etag);
        Api.admin().patch(path, "{\"title\": \"Second\"}").expect(200);
        Api.admin().patch(path, "{\"title\": \"Summit ends without a deal\"}").expect(200);
        assertThat(restore(path, 1).article().revision()).isEqualTo(3);

        // A deleted tag is not restored, and makes no new revision.
        Api.admin().delete("/api/tags/" + tag + "?force=true").expect(204);
        assertThat(restore(path, 1).article().revision()).isEqualTo(3);
        Api.admin()
                .patch(path, "{\"tags\": [\"energy\"], \"title\": \"Fourth\"}")
                .expect(200);
        Api.admin().patch(path, "{\"title\": \"Summit ends without a deal\"}").expect(200);
        ArticleView back = restore(path, 1).article();
        assertThat(back.revision()).isEqualTo(5);
        assertThat(back.tags()).extracting(TermName::slug).containsExactly("energy");
    }

    private static ApiResponse restore(String path, int number) {
        return Api.admin()
                .post(path + "/revisions", "{\"restore\": " + number + "}")
                .expect(200);
    }

    private static ArticleView autosave(Api who, String path, String title) {
        return who.patch(path + "?autosave=true", "{\"title\": \"" + title + "\"}")
                .expect(200)
                .article();
    }

    private static void publish(String path, String order) {
        Api.admin().put(path + "/publication", order).expect(200);
    }

    private static List<RevisionView> list(String path, String query) {
        return Api.admin()
                .get(path + "/revisions" + query)
                .expect(200)
                .page(RevisionView.class)
                .data();
    }

    private static List<Integer> numbers(String path, String query) {
        return list(path, query).stream().map(RevisionView::revision).toList();
    }

    private static List<String> notes(String path) {
        return list(path, "").stream().map(RevisionView::note).toList();
    }
}
