package dev.broadsheet.articles.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.LoggedEvents;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The effect of dates and status in a write, and how they combine. */
@QuarkusTest
class PublicationDatesTest {

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Inject
    LoggedEvents loggedEvents;

    @Test
    void datesCanBeSetInTheWrite() {
        String slug = Sample.name("dated");
        ArticleView made = Api.admin()
                .put(Sample.path(slug), """
                        {"title": "x", "body": "y", "status": "published", "publishedAt": "2019-05-01T10:00:00Z",
                         "publishAt": "%s", "expireAt": "%s"}""".formatted(in(1), in(2)))
                .expect(201)
                .article();
        assertThat(made.status()).isEqualTo("scheduled");
        assertThat(made.publishedAt()).isEqualTo("2019-05-01T10:00:00.000Z");
        pass(1);
        assertThat(Api.anonymous().get(Sample.path(slug)).expect(200).article().publishedAt())
                .isEqualTo("2019-05-01T10:00:00.000Z");
        pass(1);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(loggedEvents.of(slug))
                .containsExactly(
                        "article.created",
                        "article.expiry-set",
                        "article.scheduled",
                        "article.published",
                        "article.expired");
    }

    @Test
    void datesCanBeSetInFrontMatter() {
        String slug = Sample.name("filed");
        String file =
                "---\ntitle: x\nstatus: scheduled\npublishDate: %s\nexpiryDate: %s\ndate: 2019-05-01\n---\nText\n";
        ArticleView made = Api.admin()
                .send("PUT", Sample.path(slug), "text/markdown", file.formatted(in(1), in(2)))
                .expect(201)
                .article();
        assertThat(made.status()).isEqualTo("scheduled");
        assertThat(made.publishAt()).isNotNull();
        assertThat(made.expireAt()).isNotNull();
        Api.admin()
                .send("PUT", Sample.path(slug), "text/markdown", file.formatted(in(2), in(1)))
                .problem(ProblemCode.INVALID);
    }

    @Test
    void publishAtWinsOverPublishedAt() {
        String dated = Sample.name("print-date");
        String article = "{\"title\": \"x\", \"body\": \"y\", \"status\": \"published\", \"publishedAt\": \"%s\"%s}";
        Api.admin().put(Sample.path(dated), article.formatted(in(5), "")).expect(201);
        assertThat(copy(dated).publishAt()).isEqualTo(copy(dated).publishedAt());

        String early = Sample.name("print-date");
        Api.admin()
                .put(Sample.path(early), article.formatted(in(5), ", \"publishAt\": \"" + in(-1) + "\""))
                .expect(201);
        Api.anonymous().get(Sample.path(early)).expect(200);
    }

    @Test
    void schedulingNeedsAFutureDate() {
        String slug = Sample.draft("Undated");
        for (String dates : List.of("", ", \"publishAt\": null", ", \"publishAt\": \"" + in(-1) + "\"")) {
            refused(slug, "{\"status\": \"scheduled\"" + dates + "}", "/publishAt");
        }
        patch(slug, "{\"status\": \"scheduled\", \"publishAt\": \"" + in(1) + "\"}");
        refused(slug, "{\"status\": \"scheduled\", \"publishAt\": null}", "/publishAt");
        assertThat(warnings(patch(slug, "{\"status\": \"scheduled\", \"title\": \"Dated\"}")))
                .containsExactly("schedule-behind");
    }

    @Test
    void expiryBeforePublicationIsRefused() {
        String slug = scheduled(2);
        refused(slug, "{\"expireAt\": \"" + in(1) + "\"}", "/expireAt");
        refused(slug, "{\"expireAt\": \"" + copy(slug).publishAt() + "\"}", "/expireAt");
        assertThat(copy(slug).expireAt()).isNull();
        patch(slug, "{\"expireAt\": \"" + in(3) + "\"}");
        refused(slug, "{\"publishAt\": \"" + in(4) + "\"}", "/expireAt");
        patch(slug, "{\"publishAt\": \"" + in(4) + "\", \"expireAt\": \"" + in(5) + "\"}");
        assertThat(Api.admin()
                        .put(
                                Sample.path(slug) + "/publication",
                                "{\"publishAt\": \"" + in(2) + "\", \"expireAt\": \"" + in(1) + "\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::code)
                .containsExactly("expires-before");
    }

    @Test
    void nullCancelsTheSchedule() {
        String slug = scheduled(1);
        assertThat(patch(slug, "{\"publishAt\": null}").status()).isEqualTo("draft");
        assertThat(loggedEvents.of(slug))
                .containsExactly("article.created", "article.scheduled", "article.unscheduled");
        pass(1);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void publishingNowCancelsTheSchedule() {
        for (String patch : List.of("{\"status\": \"published\"}", "{\"status\": \"published\", \"title\": \"Now\"}")) {
            String slug = scheduled(1);
            assertThat(patch(slug, patch).publishAt()).isNull();
            Api.anonymous().get(Sample.path(slug)).expect(200);
            pass(1);
            assertThat(loggedEvents.of(slug)).containsOnlyOnce("article.published");
        }
    }

    @Test
    void newScheduleReplacesThePinnedRevision() {
        String slug = scheduled(1);
        patch(slug, "{\"title\": \"Second\"}");
        ArticleView again = patch(slug, "{\"status\": \"published\", \"publishAt\": \"" + in(2) + "\"}");
        assertThat(warnings(again)).isEmpty();
        pass(1);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
        pass(1);
        assertThat(title(slug)).isEqualTo("Second");
    }

    @Test
    void newDateMovesThePinnedRevision() {
        String slug = scheduled(1);
        patch(slug, "{\"title\": \"Second\"}");
        assertThat(warnings(patch(slug, "{\"publishAt\": \"" + in(-1) + "\"}"))).isEmpty();
        assertThat(title(slug)).isEqualTo("Later");
    }

    @Test
    void liveCopyStaysUntilTheScheduledOneReplacesIt() {
        String slug = Sample.live("energy");
        ArticleView scheduled =
                patch(slug, "{\"title\": \"Second\", \"status\": \"published\", \"publishAt\": \"" + in(1) + "\"}");
        assertThat(scheduled.status()).isEqualTo("published");
        assertThat(scheduled.live()).isEqualTo(1);
        assertThat(title(slug)).isEqualTo("Summit ends without a deal");
        pass(1);
        assertThat(title(slug)).isEqualTo("Second");
        assertThat(copy(slug).live()).isEqualTo(2);
    }

    @Test
    void archivingCancelsTheSchedule() {
        String slug = scheduled(1);
        ArticleView archived = patch(slug, "{\"status\": \"archived\", \"publishAt\": \"" + in(2) + "\"}");
        assertThat(archived.status()).isEqualTo("archived");
        assertThat(archived.publishAt()).isNull();
        assertThat(warnings(archived)).containsExactly("not-scheduled");
        assertThat(loggedEvents.of(slug)).endsWith("article.unscheduled", "article.archived");

        patch(slug, "{\"status\": \"published\", \"publishAt\": \"" + in(1) + "\"}");
        assertThat(copy(slug).status()).isEqualTo("scheduled");
        pass(1);
        Api.anonymous().get(Sample.path(slug)).expect(200);
    }

    @Test
    void unpublishingAndTrashingReportTheCancelledSchedule() {
        String taken = scheduled(1);
        Api.admin().delete(Sample.path(taken) + "/publication").expect(204);
        assertThat(loggedEvents.of(taken)).endsWith("article.scheduled", "article.unscheduled");
        String thrown = scheduled(1);
        Api.admin().delete(Sample.path(thrown)).expect(204);
        assertThat(loggedEvents.of(thrown)).endsWith("article.unscheduled", "article.trashed");
    }

    @Test
    void statusDraftCancelsTheScheduleAndWarnsThatItIsLive() {
        String slug = Sample.live("energy");
        patch(slug, "{\"title\": \"Second\", \"status\": \"published\", \"publishAt\": \"" + in(1) + "\"}");
        ArticleView draft = patch(slug, "{\"status\": \"draft\"}");
        assertThat(warnings(draft)).containsExactly("still-live");
        assertThat(draft.publishAt()).isNull();
        assertThat(draft.status()).isEqualTo("published");
    }

    @Test
    void sendingBackWhatWasReadChangesNoDate() {
        String slug = scheduled(1);
        patch(slug, "{\"expireAt\": \"" + in(2) + "\"}");
        ApiResponse read = Sample.workingCopy(slug);
        assertThat(Api.admin().put(Sample.path(slug), read.text()).expect(200).header("ETag"))
                .isEqualTo(read.header("ETag"));
        ObjectNode article = (ObjectNode) read.json();
        article.put("title", "Second");
        ApiResponse edited =
                Api.admin().put(Sample.path(slug), article.toString()).expect(200);
        assertThat(warnings(edited.article())).containsExactly("schedule-behind");
        assertThat(edited.json().path("publishAt")).isEqualTo(article.path("publishAt"));
    }

    @Test
    void everyFaultOfAPublicationIsReportedAtOnce() {
        assertThat(Api.admin()
                        .post(
                                "/api/articles",
                                "{\"status\": \"published\", \"publishedAt\": \"yesterday\", \"body\": {\"blocks\": 5}}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/publishedAt", "/body", "/title");
    }

    /** A draft scheduled to go live in {@code hours} hours. */
    private String scheduled(int hours) {
        String slug = Sample.draft("Later");
        Api.admin()
                .put(Sample.path(slug) + "/publication", "{\"publishAt\": \"" + in(hours) + "\"}")
                .expect(200);
        return slug;
    }

    private String in(int hours) {
        return clock.now().plus(Duration.ofHours(hours)).toString();
    }

    private void pass(int hours) {
        clock.advance(Duration.ofHours(hours));
        scheduler.runDue();
    }

    private static ArticleView patch(String slug, String patch) {
        return Api.admin().patch(Sample.path(slug), patch).expect(200).article();
    }

    private static void refused(String slug, String patch, String pointer) {
        assertThat(Api.admin()
                        .patch(Sample.path(slug), patch)
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    private static ArticleView copy(String slug) {
        return Sample.workingCopy(slug).article();
    }

    private static @Nullable String title(String slug) {
        return Api.anonymous().get(Sample.path(slug)).expect(200).article().title();
    }

    private static List<String> warnings(ArticleView article) {
        return article.warnings().stream().map(Warning::code).toList();
    }
}
