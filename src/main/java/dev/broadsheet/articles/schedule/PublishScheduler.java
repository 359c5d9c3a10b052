package dev.broadsheet.articles.schedule;

import dev.broadsheet.articles.ActionScheduled;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.PublishFailure;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.lifecycle.Lifecycle;
import dev.broadsheet.cache.NextScheduledChange;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.sql.SqlState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/**
 * Publishes and expires due articles. Each article has its own transaction, and its row is claimed with
 * {@code SKIP LOCKED}: only one node handles it, however many poll. Actions that fell due while no node ran are handled
 * when a node starts.
 *
 * <p>The scheduler polls at a fixed interval, which finds schedules written by other nodes. Between two polls a timer
 * wakes it at the exact time of the next known due article.
 */
@ApplicationScoped
public class PublishScheduler {

    private static final Logger LOG = Logger.getLogger(PublishScheduler.class);

    /** Retry delay of a failed publication. Editors see the failure and may fix the article meanwhile. */
    private static final Duration FAILURE_RETRY_DELAY = Duration.ofMinutes(1);

    /** Retry delay for a due article whose row another transaction has locked. */
    private static final Duration LOCK_RETRY_DELAY = Duration.ofMillis(50);

    /**
     * Maximum number of parallel publications or expiries. Each holds a database connection, and editors need the rest
     * of the pool.
     */
    private static final int MAX_PARALLEL = 4;

    private static final String DUE_TO_PUBLISH = """
            select id from article
            where publish_at <= ?::timestamptz and (publish_failed_at is null or publish_failed_at <= ?::timestamptz)
            order by publish_at, id limit 1 for update skip locked
            """;

    private static final String DUE_TO_EXPIRE = """
            select id from article
            where expire_at <= ?::timestamptz and live_revision is not null and id <> all(?::uuid[])
            order by expire_at, id limit 1 for update skip locked
            """;

    /**
     * The time of the next action. Includes publications that are due but whose row was locked. An expiry that is due
     * already waits for the next poll, because readers don't see expired articles anyway.
     */
    private static final String NEXT = """
            select least(
                (select publish_at from article
                    where publish_at is not null and publish_failed_at is null order by publish_at, id limit 1),
                (select expire_at from article
                    where expire_at > ?::timestamptz and live_revision is not null order by expire_at, id limit 1))
            """;

    private final DSLContext sql;
    private final Clock clock;
    private final Lifecycle lifecycle;
    private final Event<Change> changes;
    private final SchedulerSettings settings;
    private final ScheduledExecutorService executor;
    private final NextScheduledChange nextChange;
    private final WakeUpTimer wakeUpTimer;

    PublishScheduler(
            DSLContext sql,
            Clock clock,
            Lifecycle lifecycle,
            Event<Change> changes,
            SchedulerSettings settings,
            ScheduledExecutorService executor,
            NextScheduledChange nextChange) {
        this.sql = sql;
        this.clock = clock;
        this.lifecycle = lifecycle;
        this.changes = changes;
        this.settings = settings;
        this.executor = executor;
        this.nextChange = nextChange;
        this.wakeUpTimer = new WakeUpTimer(executor, this::poll);
    }

    @PreDestroy
    void stop() {
        wakeUpTimer.stop();
    }

    /** Handles everything due and sets the timer to the next action. */
    @Scheduled(
            every = "${broadsheet.timetable.every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    public void poll() {
        runDue();
        Instant now = clock.now();
        long version = nextChange.version();
        Optional<Instant> next = Optional.ofNullable(
                        sql.resultQuery(NEXT, utc(now)).fetchSingle(0, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        nextChange.set(next.orElse(null), version);
        next.ifPresent(at -> wakeAt(at, now));
    }

    /** Sets the timer for an action that was scheduled after the last poll. */
    void onActionScheduled(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActionScheduled due) {
        nextChange.add(due.at());
        wakeAt(due.at(), clock.now());
    }

    private void wakeAt(Instant at, Instant now) {
        // Looks two intervals ahead, because Quarkus skips a poll that would start slightly late.
        if (at.isBefore(now.plus(settings.every().multipliedBy(2)))) {
            wakeUpTimer.set(at.isAfter(now) ? at : now.plus(LOCK_RETRY_DELAY), now);
        }
    }

    /**
     * Handles everything that is due now. A failing article doesn't block the others. Publications run before expiries,
     * so an article whose publication and expiry both fell due while no node ran goes live and is taken down again.
     */
    public void runDue() {
        Set<UUID> left = ConcurrentHashMap.newKeySet();
        repeatWhileDue(this::publishOne);
        repeatWhileDue(() -> expireOne(left));
    }

    /**
     * Runs in parallel once there is at least one due article: many articles are often scheduled for the same minute.
     */
    private void repeatWhileDue(BooleanSupplier one) {
        if (!one.getAsBoolean()) {
            return;
        }
        Runnable rest = () -> {
            while (one.getAsBoolean()) {}
        };
        List<CompletableFuture<Void>> others = Stream.generate(() -> CompletableFuture.runAsync(rest, executor))
                .limit(MAX_PARALLEL - 1)
                .toList();
        rest.run();
        others.forEach(CompletableFuture::join);
    }

    private boolean expireOne(Set<UUID> left) {
        Instant now = clock.now();
        AtomicReference<UUID> claimed = new AtomicReference<>();
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> claim(
                            claimed,
                            article -> lifecycle.expire(article, now),
                            DUE_TO_EXPIRE,
                            utc(now),
                            left.toArray(UUID[]::new)));
        } catch (RuntimeException failure) {
            left.add(orThrow(claimed, failure));
            LOG.errorf(failure, "Article %s could not be taken down when it expired.", claimed.get());
            return true;
        }
    }

    private boolean publishOne() {
        Instant now = clock.now();
        AtomicReference<UUID> claimed = new AtomicReference<>();
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> claim(
                            claimed,
                            article -> publish(article, now),
                            DUE_TO_PUBLISH,
                            utc(now),
                            utc(now.minus(FAILURE_RETRY_DELAY))));
        } catch (RuntimeException failure) {
            UUID id = orThrow(claimed, failure);
            // A conflict with another transaction isn't a failure; the next poll finds the article again.
            if (SqlState.of(failure).filter(SqlState::isRetryable).isPresent()) {
                return false;
            }
            QuarkusTransaction.requiringNew()
                    .run(() -> Article.findForUpdate(id).ifPresent(article -> fail(article, failure, now)));
            return true;
        }
    }

    private void publish(Article article, Instant now) {
        Revision revision = Revision.of(article.id, Objects.requireNonNull(article.publishRevision))
                .orElseThrow();
        Instant planned = Objects.requireNonNull(article.publishAt);
        lifecycle.checkPublishable(article, revision, planned);
        lifecycle.goLive(article, revision, planned, now);
    }

    private void fail(Article article, RuntimeException failure, Instant now) {
        if (article.publishRevision == null || !article.recordPublishFailure(PublishFailure.of(failure), now)) {
            return;
        }
        if (failure instanceof Problem problem) {
            LOG.warnf("Article %s could not be published as scheduled: %s", article.slug, problem.detail());
        } else {
            LOG.errorf(failure, "Article %s could not be published as scheduled.", article.slug);
        }
        changes.fire(ArticleChange.PUBLISH_FAILED.of(false, article.id, article.publishRevision, article.slug, now));
    }

    /** @return whether an article was due */
    private boolean claim(AtomicReference<UUID> claimed, Consumer<Article> act, String due, Object... parameters) {
        UUID id = sql.fetchOptional(due, parameters)
                .map(row -> row.get(0, UUID.class))
                .orElse(null);
        if (id == null) {
            return false;
        }
        claimed.set(id);
        Article.findForUpdate(id).ifPresent(act);
        return true;
    }

    /**
     * Returns the id of the claimed article. Rethrows if none was claimed: then the database failed, not the article.
     */
    private static UUID orThrow(AtomicReference<UUID> claimed, RuntimeException failure) {
        UUID id = claimed.get();
        if (id == null) {
            throw failure;
        }
        return id;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
