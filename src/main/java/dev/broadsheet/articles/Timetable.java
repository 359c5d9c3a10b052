package dev.broadsheet.articles;

import dev.broadsheet.kernel.Change;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/**
 * Publishes and takes down what is due. Each article is a transaction of its own, claimed with SKIP LOCKED: however many
 * nodes look, one acts, and what was due while none ran is done when one starts.
 */
@ApplicationScoped
public class Timetable {

    private static final Logger LOG = Logger.getLogger(Timetable.class);

    /** What failed is left alone for a minute: it is told to editors, and they may mend it meanwhile. */
    private static final String DUE_TO_PUBLISH = """
            select id from article
            where publish_at <= ?::timestamptz and (publish_failed_at is null or publish_failed_at < ?::timestamptz)
            order by publish_at limit 1 for update skip locked
            """;

    private static final String DUE_TO_EXPIRE = """
            select id from article
            where expire_at <= ?::timestamptz and live_revision is not null
            order by expire_at limit 1 for update skip locked
            """;

    private final DSLContext sql;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Event<Change> changes;

    Timetable(DSLContext sql, Clock clock, Lifecycle lifecycle, Event<Change> changes) {
        this.sql = sql;
        this.clock = clock;
        this.lifecycle = lifecycle;
        this.changes = changes;
    }

    @Scheduled(every = "${broadsheet.timetable.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        runDue();
    }

    /** Does everything that is due now. */
    public void runDue() {
        while (QuarkusTransaction.requiringNew().call(this::expireOne)) {}
        while (QuarkusTransaction.requiringNew().call(this::publishOne)) {}
    }

    private boolean expireOne() {
        Instant now = clock.now();
        Optional<Article> due = claim(DUE_TO_EXPIRE, now.atOffset(ZoneOffset.UTC));
        due.ifPresent(article -> lifecycle.expire(article, now));
        return due.isPresent();
    }

    private boolean publishOne() {
        Instant now = clock.now();
        Optional<Article> due = claim(
                DUE_TO_PUBLISH,
                now.atOffset(ZoneOffset.UTC),
                now.minusSeconds(60).atOffset(ZoneOffset.UTC));
        due.ifPresent(article -> publish(article, now));
        return due.isPresent();
    }

    private void publish(Article article, Instant now) {
        int number = java.util.Objects.requireNonNull(article.publishRevision);
        Revision revision = Revision.of(article.id, number).orElseThrow();
        try {
            lifecycle.checkPublishable(article, revision, now);
        } catch (Problem problem) {
            LOG.warnf("Article %s could not be published as scheduled: %s", article.slug, problem.detail());
            article.publishFailedAt = now;
            changes.fire(
                    Change.ofArticle(Change.Kind.ARTICLE_PUBLISH_FAILED, false, article.id, number, article.slug, now));
            return;
        }
        lifecycle.goLive(article, revision, now);
    }

    private Optional<Article> claim(String due, Object... now) {
        return sql.fetchOptional(due, now).map(row -> row.get(0, UUID.class)).flatMap(Article::lock);
    }
}
