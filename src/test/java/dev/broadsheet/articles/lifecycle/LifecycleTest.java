package dev.broadsheet.articles.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifecycleTest {

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Test
    void draftIsNotFoundByReaders() {
        String slug = Sample.draft("Quiet");
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
        Api.admin().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
        Api.anonymous().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().get("/api/articles?status=draft").problem(ProblemCode.UNAUTHORIZED);
        assertThat(Sample.workingCopy(slug).article().status()).isEqualTo("draft");
    }

    @Test
    void publishingReportsEveryMissingMember() {
        String slug = Sample.name("empty");
        Api.admin().put(Sample.path(slug), "{}").expect(201);
        assertThat(Api.admin()
                        .put(Sample.path(slug) + "/publication", "{}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/title", "/body");
    }

    @Test
    void scheduledRevisionIsPinnedAndPublished() {
        String slug = Sample.draft("Later");
        String at = clock.now().plus(Duration.ofHours(1)).toString();
        PublicationView scheduled = Api.admin()
                .put(Sample.path(slug) + "/publication", "{\"publishAt\": \"" + at + "\"}")
                .expect(200)
                .publication();
        assertThat(scheduled.status().text()).isEqualTo("scheduled");
        ArticleView edited = Api.admin()
                .patch(Sample.path(slug), "{\"title\": \"Too late\"}")
                .expect(200)
                .article();
        assertThat(edited.warnings()).extracting(Warning::code).containsExactly("schedule-behind");
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);

        clock.advance(Duration.ofHours(1));
        scheduler.runDue();
        ArticleView live = Api.anonymous().get(Sample.path(slug)).expect(200).article();
        assertThat(live.title()).isEqualTo("Later");
        assertThat(Sample.workingCopy(slug).article().modified()).isTrue();
    }

    @Test
    void futureDateSchedules() {
        String slug = Sample.name("embargo");
        String at = clock.now().plus(Duration.ofDays(1)).toString();
        ArticleView made = Api.admin()
                .put(
                        Sample.path(slug),
                        "{\"title\": \"x\", \"body\": \"y\", \"status\": \"published\", \"publishedAt\": \"" + at
                                + "\"}")
                .expect(201)
                .article();
        assertThat(made.status()).isEqualTo("scheduled");
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
        assertThat(Api.admin()
                        .patch(Sample.path(slug), "{\"publishAt\": null}")
                        .expect(200)
                        .article()
                        .status())
                .isEqualTo("draft");
    }

    @Test
    void expiryTakesEffectAtItsMoment() {
        String slug = Sample.live("energy");
        String at = clock.now().plus(Duration.ofMinutes(5)).toString();
        Api.admin().patch(Sample.path(slug), "{\"expireAt\": \"" + at + "\"}").expect(200);
        Api.anonymous().get(Sample.path(slug)).expect(200);
        clock.advance(Duration.ofMinutes(5));
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(Sample.workingCopy(slug).article().status()).isEqualTo("expired");
        scheduler.runDue();
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(Sample.workingCopy(slug).article().live()).isNull();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").problem(ProblemCode.INVALID);
        Api.admin()
                .put(Sample.path(slug) + "/publication", "{\"expireAt\": null}")
                .expect(200);
        Api.anonymous().get(Sample.path(slug)).expect(200);
    }

    @Test
    void unpublishingGives410AndKeepsTheWorkingCopy() {
        String slug = Sample.live("energy");
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(Sample.workingCopy(slug).article().status()).isEqualTo("draft");
        PublicationView state =
                Api.admin().get(Sample.path(slug) + "/publication").expect(200).publication();
        assertThat(state.live()).isNull();
        Api.anonymous().get(Sample.path(slug) + "/publication").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void trashedArticleCanBeRestored() {
        String slug = Sample.live("energy");
        Api.admin().delete(Sample.path(slug)).expect(204);
        Api.admin().delete(Sample.path(slug)).expect(204);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        Api.admin().patch(Sample.path(slug), "{\"title\": \"x\"}").problem(ProblemCode.IN_TRASH);
        assertThat(Api.admin()
                        .delete(Sample.path(slug) + "/trash")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("draft");
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        Api.anonymous().get(Sample.path(slug)).expect(200);
    }

    @Test
    void slugOfADeletedArticleStaysReserved() {
        String slug = Sample.live("energy");
        String id = Sample.id(slug);
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        Api.anonymous().get(Sample.path(id)).problem(ProblemCode.GONE);
        Api.admin().get(Sample.path(slug) + "?version=draft").problem(ProblemCode.NOT_FOUND);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"slug\": \"" + slug + "\"}")
                .problem(ProblemCode.DUPLICATE);
        String draft = Sample.draft("Never seen");
        Api.admin().delete(Sample.path(draft) + "?permanent=true").expect(204);
        Api.anonymous().get(Sample.path(draft)).problem(ProblemCode.NOT_FOUND);
        Api.admin().put(Sample.path(draft), "{\"title\": \"x\"}").expect(201);
    }

    @Test
    void archivingUnpublishesAndCanBeUndone() {
        String slug = Sample.live("energy");
        assertThat(status(slug, "archived")).isEqualTo("archived");
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(status(slug, "draft")).isEqualTo("draft");
        assertThat(status(slug, "published")).isEqualTo("published");
        ArticleView still =
                Api.admin().patch(Sample.path(slug), "{\"status\": \"draft\"}").article();
        assertThat(still.warnings()).extracting(Warning::code).containsExactly("still-live");
    }

    @Test
    void publishingAgainChangesNothing() {
        String path = Sample.path(Sample.live("energy"));
        String etag = String.valueOf(
                Api.admin().put(path + "/publication", "{}").expect(200).header("ETag"));
        assertThat(Api.admin()
                        .send("PUT", path + "/publication", null, null)
                        .expect(200)
                        .header("ETag"))
                .isEqualTo(etag);
    }

    private static String status(String slug, String wanted) {
        return Api.admin()
                .patch(Sample.path(slug), "{\"status\": \"" + wanted + "\"}")
                .expect(200)
                .article()
                .status();
    }
}
