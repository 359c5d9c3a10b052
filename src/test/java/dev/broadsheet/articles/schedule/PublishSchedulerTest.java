package dev.broadsheet.articles.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.lifecycle.PublicationView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.LoggedEvents;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublishSchedulerTest {

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Inject
    LoggedEvents loggedEvents;

    @Inject
    DSLContext sql;

    @Test
    void concurrentSchedulersPublishOnce() throws InterruptedException {
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slugs.add(scheduled(Duration.ofHours(1)));
        }
        clock.advance(Duration.ofHours(1));
        together(8, scheduler::runDue);
        for (String slug : slugs) {
            Api.anonymous().get(Sample.path(slug)).expect(200);
            assertThat(loggedEvents.of(slug))
                    .containsExactly("article.created", "article.scheduled", "article.published");
            assertThat(periods(slug)).isEqualTo(1);
        }

        String at = clock.now().plus(Duration.ofHours(1)).toString();
        slugs.forEach(slug -> Api.admin()
                .patch(Sample.path(slug), "{\"expireAt\": \"" + at + "\"}")
                .expect(200));
        clock.advance(Duration.ofHours(1));
        together(8, scheduler::runDue);
        for (String slug : slugs) {
            Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
            assertThat(loggedEvents.of(slug)).endsWith("article.published", "article.expiry-set", "article.expired");
        }
    }

    @Test
    void missedPublicationAndExpiryAreMadeUpFor() {
        String slug = scheduled(Duration.ofHours(1));
        String at = clock.now().plus(Duration.ofHours(2)).toString();
        Api.admin().patch(Sample.path(slug), "{\"expireAt\": \"" + at + "\"}").expect(200);
        clock.advance(Duration.ofHours(3));
        scheduler.runDue();
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(loggedEvents.of(slug)).endsWith("article.expiry-set", "article.published", "article.expired");
    }

    @Test
    void failedPublicationIsReportedRetriedAndBlocksNothing() {
        Instant due = clock.now().plus(Duration.ofHours(1));
        String expires = scheduled(Duration.ofHours(1));
        String broken = scheduled(Duration.ofHours(1));
        String sound = scheduled(Duration.ofHours(2));
        sql.execute("update article set expire_at = publish_at where slug = ?", expires);
        String content = damage(broken);
        clock.advance(Duration.ofHours(2));
        scheduler.runDue();

        Api.anonymous().get(Sample.path(sound)).expect(200);
        Api.anonymous().get(Sample.path(expires)).problem(ProblemCode.NOT_FOUND);
        ScheduleEntry entry = entry(due, expires);
        assertThat(entry.action()).isEqualTo(ScheduleEntry.Action.PUBLISH);
        assertThat(entry.failedAt()).isNotNull();
        assertThat(Objects.requireNonNull(entry.failure()).errors())
                .extracting(Fault::pointer)
                .containsExactly("/expireAt");
        assertThat(Objects.requireNonNull(entry(due, broken).failure()).detail())
                .startsWith("The stored content of revision 1");
        PublicationView publication = Api.admin()
                .get(Sample.path(expires) + "/publication")
                .expect(200)
                .publication();
        assertThat(publication.failedAt()).isEqualTo(entry.failedAt());
        assertThat(publication.failure()).isEqualTo(entry.failure());

        // Retried a minute later; the failure is announced again only if the reason has changed.
        clock.advance(Duration.ofMinutes(1));
        scheduler.runDue();
        assertThat(entry(due, expires).failedAt()).isNotEqualTo(entry.failedAt());
        assertThat(loggedEvents.of(expires)).containsOnlyOnce("article.publish-failed");

        Api.admin().patch(Sample.path(expires), "{\"expireAt\": null}").expect(200);
        scheduler.runDue();
        Api.anonymous().get(Sample.path(expires)).expect(200);
        assertThat(Api.admin()
                        .get(Sample.path(expires) + "/publication")
                        .publication()
                        .failure())
                .isNull();

        sql.execute("update revision set content = ?::jsonb where article_id = ?", content, id(broken));
        clock.advance(Duration.ofMinutes(1));
        scheduler.runDue();
        Api.anonymous().get(Sample.path(broken)).expect(200);
        assertThat(loggedEvents.of(broken))
                .containsExactly("article.created", "article.scheduled", "article.publish-failed", "article.published");
    }

    private String scheduled(Duration in) {
        String slug = Sample.draft("Due");
        Api.admin()
                .put(
                        Sample.path(slug) + "/publication",
                        "{\"publishAt\": \"" + clock.now().plus(in) + "\"}")
                .expect(200);
        return slug;
    }

    /** Makes the content of the revision undecodable; returns the original content. */
    private String damage(String slug) {
        String content = sql.resultQuery("select content::text from revision where article_id = ?", id(slug))
                .fetchSingle(0, String.class);
        sql.execute("update revision set content = '{\"tags\": 5}' where article_id = ?", id(slug));
        return content;
    }

    private UUID id(String slug) {
        return sql.resultQuery("select id from article where slug = ?", slug).fetchSingle(0, UUID.class);
    }

    private int periods(String slug) {
        return sql.resultQuery("select count(*) from publication_period where article_id = ?", id(slug))
                .fetchSingle(0, Integer.class);
    }

    private static ScheduleEntry entry(Instant from, String slug) {
        return Api.admin()
                .get("/api/schedule?limit=100&from=" + from.minusSeconds(1))
                .expect(200)
                .as(Schedule.class)
                .data()
                .stream()
                .filter(entry -> entry.article().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private record Schedule(List<ScheduleEntry> data) {}

    private static void together(int many, Runnable work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        threads.invokeAll(Collections.nCopies(many, Executors.callable(work)));
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
}
