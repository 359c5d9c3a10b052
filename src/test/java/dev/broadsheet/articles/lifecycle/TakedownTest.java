package dev.broadsheet.articles.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.json.SuccessorView;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.LoggedEvents;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reason and the successor of an article that was taken down. */
@QuarkusTest
class TakedownTest {

    @Inject
    DSLContext sql;

    @Inject
    LoggedEvents loggedEvents;

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Test
    void readersSeeReasonAndSuccessor() {
        String slug = Sample.live("energy");
        String next = Sample.live("energy");
        down(slug, "?reason=Withdrawn%20by%20the%20author&successor=" + next);
        for (String form : new String[] {"application/json", "text/markdown", "text/html", "text/plain"}) {
            Gone seen = gone(slug, form);
            assertThat(seen.reason()).isEqualTo("Withdrawn by the author");
            assertThat(seen.successor()).extracting(SuccessorView::url).isEqualTo(Sample.path(next));
            assertThat(seen.successor()).extracting(SuccessorView::slug).isEqualTo(next);
            assertThat(seen.successor()).extracting(SuccessorView::title).isEqualTo("Summit ends without a deal");
        }
        assertThat(gone(slug + "/blocks").reason()).isEqualTo("Withdrawn by the author");
        PublicationView state = state(slug);
        assertThat(state.reason()).isEqualTo("Withdrawn by the author");
        assertThat(state.successor()).extracting(SuccessorView::slug).isEqualTo(next);
        assertThat(Sample.workingCopy(slug).article().revision()).isEqualTo(1);
    }

    @Test
    void successorIsAnyNameOrAUrl() {
        String next = Sample.live("energy");
        ArticleView article = Sample.workingCopy(next).article();
        String former = next;
        String renamed = Sample.name("renamed");
        String external = Sample.name("feed");
        Api.admin()
                .patch(
                        Sample.path(next),
                        "{\"slug\": \"" + renamed + "\", \"externalId\": \"" + external
                                + "\", \"status\": \"published\"}")
                .expect(200);
        for (String name : List.of(article.id().toString(), former, renamed, external)) {
            String slug = Sample.live("energy");
            down(slug, "?successor=" + name);
            assertThat(successor(slug).slug()).isEqualTo(renamed);
        }
        String slug = Sample.live("energy");
        down(slug, "?successor=https%3A%2F%2Felsewhere.example%2Fx%3Fa%3D1");
        assertThat(successor(slug).url()).isEqualTo("https://elsewhere.example/x?a=1");
        assertThat(successor(slug).slug()).isNull();
    }

    @Test
    void successorThatIsNotLiveIsHiddenFromReaders() {
        String slug = Sample.live("energy");
        String next = Sample.draft("Not yet");
        down(slug, "?reason=Superseded&successor=" + next);
        Gone seen = gone(slug);
        assertThat(seen.reason()).isEqualTo("Superseded");
        assertThat(seen.successor()).isNull();
        assertThat(Api.anonymous().get(Sample.path(slug)).text()).doesNotContain(next);
        assertThat(state(slug).successor()).extracting(SuccessorView::slug).isEqualTo(next);
        Api.admin().put(Sample.path(next) + "/publication", "{}").expect(200);
        assertThat(successor(slug).slug()).isEqualTo(next);
    }

    @Test
    void successorsAreFollowedToALiveOne() {
        String a = Sample.live("energy");
        String b = Sample.live("energy");
        String c = Sample.live("energy");
        down(a, "?successor=" + b);
        down(b, "?successor=" + c);
        assertThat(successor(a).slug()).isEqualTo(c);
        down(c, "?successor=https%3A%2F%2Felsewhere.example%2F");
        assertThat(successor(a).url()).isEqualTo("https://elsewhere.example/");
        down(c, "?successor=" + a);
        assertThat(gone(a).successor()).isNull();
        Api.admin().put(Sample.path(b) + "/publication", "{}").expect(200);
        assertThat(successor(c).slug()).isEqualTo(b);
    }

    @Test
    void successorOfADraftIsNotFollowed() {
        String slug = Sample.live("energy");
        String draft = Sample.draft("Never seen");
        down(draft, "?successor=https%3A%2F%2Fsecret.example%2F");
        down(slug, "?successor=" + draft);
        assertThat(gone(slug).successor()).isNull();
        Api.anonymous().get(Sample.path(draft)).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void newValueReplacesAndEmptyValueRemoves() {
        String slug = Sample.live("energy");
        down(slug, "?reason=First&successor=https%3A%2F%2Felsewhere.example%2F");
        String etag = etag(slug);
        down(slug, "");
        assertThat(etag(slug)).isEqualTo(etag);
        down(slug, "?reason=Second");
        assertThat(etag(slug)).isNotEqualTo(etag);
        assertThat(gone(slug).reason()).isEqualTo("Second");
        assertThat(successor(slug).url()).isEqualTo("https://elsewhere.example/");
        down(slug, "?successor=");
        assertThat(gone(slug).successor()).isNull();
        down(slug, "?reason=");
        assertThat(gone(slug).reason()).isEqualTo("withdrawn");
        assertThat(loggedEvents.of(slug)).endsWith("article.unpublished", "article.unpublished", "article.unpublished");
    }

    @Test
    void publishingAgainRemovesReasonAndSuccessor() {
        String slug = Sample.live("energy");
        down(slug, "?reason=Mistake&successor=https%3A%2F%2Felsewhere.example%2F");
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(state(slug).reason()).isNull();
        assertThat(state(slug).successor()).isNull();
        down(slug, "");
        Gone seen = gone(slug);
        assertThat(seen.reason()).isEqualTo("withdrawn");
        assertThat(seen.successor()).isNull();
    }

    @Test
    void archivingTakesReasonAndSuccessorInTheWrite() {
        String slug = Sample.live("energy");
        String next = Sample.live("energy");
        Api.admin()
                .patch(
                        Sample.path(slug),
                        "{\"status\": \"archived\", \"reason\": \"Out of date\", \"successor\": \"" + next + "\"}")
                .expect(200);
        assertThat(gone(slug).reason()).isEqualTo("Out of date");
        assertThat(successor(slug).slug()).isEqualTo(next);
        // The article is archived already; the JSON is sent back as read, except for the reason.
        ObjectNode article = (ObjectNode) Sample.workingCopy(slug).json();
        Api.admin()
                .put(Sample.path(slug), article.put("reason", "Outdated").toString())
                .expect(200);
        assertThat(gone(slug).reason()).isEqualTo("Outdated");
        assertThat(successor(slug).slug()).isEqualTo(next);
        article = (ObjectNode) Sample.workingCopy(slug).json();
        Api.admin().put(Sample.path(slug), article.putNull("reason").toString()).expect(200);
        assertThat(gone(slug).reason()).isEqualTo("archived");
        String file = Sample.live("energy");
        Api.admin()
                .send(
                        "PUT",
                        Sample.path(file),
                        "text/markdown",
                        "---\ntitle: x\nstatus: archived\nreason: In a file\n---\nText\n")
                .expect(200);
        assertThat(gone(file).reason()).isEqualTo("In a file");
    }

    @Test
    void trashingTakesReasonAndSuccessor() {
        String slug = Sample.live("energy");
        Api.admin().delete(Sample.path(slug) + "?reason=Libel").expect(204);
        assertThat(gone(slug).reason()).isEqualTo("Libel");
        Api.admin()
                .delete(Sample.path(slug) + "?reason=Court%20order&successor=https://x.example/")
                .expect(204);
        assertThat(gone(slug).reason()).isEqualTo("Court order");
        Api.admin().delete(Sample.path(slug) + "/trash").expect(200);
        assertThat(gone(slug).reason()).isEqualTo("Court order");
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
        Gone bare = gone(slug);
        assertThat(bare.reason()).isNull();
        assertThat(bare.successor()).isNull();
    }

    /**
     * Without an editor's reason, the reason is the status that took the article down; the detail names that status in
     * any case.
     */
    @Test
    void defaultReasonNamesTheStatus() {
        String withdrawn = Sample.live("energy");
        down(withdrawn, "");
        String archived = Sample.live("energy");
        Api.admin().patch(Sample.path(archived), "{\"status\": \"archived\"}").expect(200);
        String trashed = Sample.live("energy");
        Api.admin().delete(Sample.path(trashed)).expect(204);
        String expired = Sample.live("energy");
        Api.admin()
                .put(
                        Sample.path(expired) + "/publication",
                        "{\"expireAt\": \"" + clock.now().plus(Duration.ofHours(1)) + "\"}")
                .expect(200);
        clock.advance(Duration.ofHours(2));
        // Before and after the scheduler has taken the article down.
        for (int i = 0; i < 2; i++) {
            assertGone(expired, "expired", "The article “" + expired + "” has expired.");
            scheduler.poll();
        }
        assertGone(withdrawn, "withdrawn", "The article “" + withdrawn + "” has been withdrawn.");
        assertGone(archived, "archived", "The article “" + archived + "” has been archived.");
        assertGone(trashed, "trashed", "The article “" + trashed + "” has been moved to the trash.");
        down(withdrawn, "?reason=Libel");
        assertGone(withdrawn, "Libel", "The article “" + withdrawn + "” has been withdrawn.");
        // An article that was withdrawn before its expiry did not expire.
        String early = Sample.live("energy");
        Api.admin()
                .put(
                        Sample.path(early) + "/publication",
                        "{\"expireAt\": \"" + clock.now().plus(Duration.ofHours(1)) + "\"}")
                .expect(200);
        down(early, "");
        assertGone(early, "withdrawn", "The article “" + early + "” has been withdrawn.");
    }

    private static void assertGone(String slug, String reason, String detail) {
        Gone seen = gone(slug);
        assertThat(seen.reason()).isEqualTo(reason);
        assertThat(seen.detail()).isEqualTo(detail);
        assertThat(Api.anonymous()
                        .get("/api/resolve?url=/" + slug)
                        .expect(200)
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo(reason);
    }

    @Test
    void invalidReasonsAndSuccessorsAreRefused() {
        String slug = Sample.live("energy");
        String id = Sample.id(slug);
        assertThat(refused(slug, "?reason=" + "x".repeat(501) + "&successor=never-written"))
                .containsExactlyInAnyOrder("reason too-long", "successor unknown-article");
        assertThat(refused(slug, "?reason=a%07b&successor=ftp%3A%2F%2Fx.example%2F"))
                .containsExactlyInAnyOrder("reason bad-character", "successor invalid-url");
        for (String self : List.of(slug, id)) {
            assertThat(refused(slug, "?successor=" + self)).containsExactly("successor own-successor");
        }
        assertThat(refused(slug, "?reason=a&reason=b&why=c"))
                .containsExactlyInAnyOrder("reason repeated-parameter", "why unknown-parameter");
        String deleted = Sample.live("energy");
        Api.admin().delete(Sample.path(deleted) + "?permanent=true").expect(204);
        assertThat(refused(slug, "?successor=" + deleted)).containsExactly("successor unknown-article");
        assertThat(Api.admin()
                        .delete(Sample.path(slug) + "?permanent=true&reason=x")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .containsExactly("conflicting-parameters");
        Api.anonymous().get(Sample.path(slug)).expect(200);

        assertThat(invalid(slug, "{\"reason\": \"x\", \"successor\": \"" + slug + "\"}"))
                .containsExactlyInAnyOrder("/reason not-taking-down", "/successor not-taking-down");
        assertThat(invalid(slug, "{\"status\": \"published\", \"reason\": \"x\"}"))
                .containsExactly("/reason not-taking-down");
        assertThat(invalid(
                        slug,
                        "{\"status\": \"archived\", \"title\": 7, \"reason\": 7, \"successor\": \"never-written\"}"))
                .containsExactlyInAnyOrder("/title wrong-type", "/reason wrong-type", "/successor unknown-article");
        assertThat(invalid(slug, "{\"status\": \"archived\", \"successor\": \"" + slug + "\"}"))
                .containsExactly("/successor own-successor");
        Api.anonymous().get(Sample.path(slug)).expect(200);
        Api.anonymous().delete(Sample.path(slug) + "/publication?reason=x").problem(ProblemCode.UNAUTHORIZED);
        Api.admin()
                .header("If-Match", "\"r9.9\"")
                .delete(Sample.path(slug) + "/publication?reason=x")
                .problem(ProblemCode.PRECONDITION_FAILED);
    }

    @Test
    void deletedSuccessorIsDropped() {
        String slug = Sample.live("energy");
        String next = Sample.live("energy");
        down(slug, "?reason=Merged&successor=" + next);
        Api.admin().delete(Sample.path(next) + "?permanent=true").expect(204);
        assertThat(gone(slug).successor()).isNull();
        assertThat(gone(slug).reason()).isEqualTo("Merged");
        assertThat(state(slug).successor()).isNull();
    }

    /** Public changes name an article by the slug that readers knew, not by that of a later draft. */
    @Test
    void publicEventsUseThePublicSlug() {
        String known = Sample.live("energy");
        String id = Sample.id(known);
        String unseen = Sample.name("unseen");
        Api.admin().patch(Sample.path(known), "{\"slug\": \"" + unseen + "\"}").expect(200);
        Api.admin().patch(Sample.path(known), "{\"expireAt\": \"2099-01-01\"}").expect(200);
        down(known, "?reason=First");
        down(known, "?reason=Second");
        assertThat(names(id, true))
                .containsExactly(
                        "article.published " + known,
                        "article.expiry-set " + known,
                        "article.unpublished " + known,
                        "article.unpublished " + known);
        assertThat(names(id, false)).containsExactly("article.created " + known, "article.revised " + unseen);
        Api.admin().put(Sample.path(known) + "/publication", "{}").expect(200);
        String later = Sample.name("later");
        Api.admin().patch(Sample.path(unseen), "{\"slug\": \"" + later + "\"}").expect(200);
        Api.admin().delete(Sample.path(unseen)).expect(204);
        Api.admin().delete(Sample.path(unseen) + "?permanent=true").expect(204);
        assertThat(names(id, true).subList(4, 7))
                .containsExactly(
                        "article.published " + unseen, "article.unpublished " + unseen, "article.deleted " + unseen);
        assertThat(Api.admin()
                        .get("/api/audit?article=" + id + "&action=article.unpublished")
                        .expect(200)
                        .json()
                        .findValuesAsText("name"))
                .containsExactly(unseen, known, known);
    }

    private List<String> names(String id, boolean live) {
        return sql.resultQuery(
                        "select kind || ' ' || slug from change where article_id = ? and live = ? order by id",
                        UUID.fromString(id),
                        live)
                .fetch(0, String.class);
    }

    private static void down(String slug, String query) {
        Api.admin().delete(Sample.path(slug) + "/publication" + query).expect(204);
    }

    private static Gone gone(String slug) {
        return gone(slug, "application/json");
    }

    private static Gone gone(String slug, String form) {
        var response = Api.anonymous().accept(form).get(Sample.path(slug));
        response.problem(ProblemCode.GONE);
        return response.as(Gone.class);
    }

    /** What a reader sees of an article that was taken down. */
    private record Gone(
            String detail,
            @Nullable String reason,
            @Nullable SuccessorView successor) {}

    private static SuccessorView successor(String slug) {
        return Objects.requireNonNull(gone(slug).successor());
    }

    private static PublicationView state(String slug) {
        return Api.admin().get(Sample.path(slug) + "/publication").expect(200).publication();
    }

    private static String etag(String slug) {
        return String.valueOf(Sample.workingCopy(slug).header("ETag"));
    }

    private static List<String> refused(String slug, String query) {
        return Api.admin()
                .delete(Sample.path(slug) + "/publication" + query)
                .problem(ProblemCode.INVALID_PARAMETER)
                .errors()
                .stream()
                .map(fault -> fault.parameter() + " " + fault.code())
                .toList();
    }

    private static List<String> invalid(String slug, String patch) {
        return Api.admin().patch(Sample.path(slug), patch).problem(ProblemCode.INVALID).errors().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }
}
