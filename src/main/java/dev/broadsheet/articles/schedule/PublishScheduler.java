package dev.broadsheet.articles.schedule;

import dev.broadsheet.articles.ActionScheduled;
import dev.broadsheet.articles.Article;
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
 * Publishes and takes down what is due. Each article is a transaction of its own, claimed with SKIP LOCKED: however many
 * nodes look, one acts, and what was due while none ran is done when one starts. It looks in a steady rhythm, which
 * finds what other nodes planned, and wakes up between two looks at the very moment that something falls due.
 */
@ApplicationScoped
public class PublishScheduler {

    private static final Logger LOG = Logger.getLogger(PublishScheduler.class);

    /** What failed is left alone for a minute: it is told to editors, and they may mend it meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Until somebody who holds a due article just now is likely to have let go of it. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    /** Each holds a connection while it publishes; editors need the others. */
    private static final int HANDS = 4;

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

    /** Also what is due but was held by somebody. Readers see no expired article, so that one can wait for a look. */
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

    /** Does what is due, and learns what is next. */
    @Scheduled(
            every = "${broadsheet.timetable.every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    public void poll() {
        runDue();
        Instant now = clock.now();
        long plans = nextChange.version();
        Optional<Instant> next = Optional.ofNullable(
                        sql.resultQuery(NEXT, utc(now)).fetchSingle(0, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        nextChange.set(next.orElse(null), plans);
        next.ifPresent(at -> wakeAt(at, now));
    }

    /** What was planned after the look that would have seen it. */
    void onActionScheduled(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActionScheduled due) {
        nextChange.add(due.at());
        wakeAt(due.at(), clock.now());
    }

    private void wakeAt(Instant at, Instant now) {
        // Two beats: the scheduler leaves one out when it comes a little late.
        if (at.isBefore(now.plus(settings.every().multipliedBy(2)))) {
            wakeUpTimer.set(at.isAfter(now) ? at : now.plus(MOMENT), now);
        }
    }

    /**
     * Does everything that is due now. What can't be done holds up nothing else. What should have come and gone while
     * nothing ran comes and goes: publications first.
     */
    public void runDue() {
        Set<UUID> left = ConcurrentHashMap.newKeySet();
        repeatWhileDue(this::publishOne);
        repeatWhileDue(() -> expireOne(left));
    }

    /** With more hands as soon as there is one to do: what falls due at six is often a whole page. */
    private void repeatWhileDue(BooleanSupplier one) {
        if (!one.getAsBoolean()) {
            return;
        }
        Runnable rest = () -> {
            while (one.getAsBoolean()) {}
        };
        List<CompletableFuture<Void>> others = Stream.generate(() -> CompletableFuture.runAsync(rest, executor))
                .limit(HANDS - 1)
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
                            utc(now.minus(PATIENCE))));
        } catch (RuntimeException failure) {
            UUID id = orThrow(claimed, failure);
            // It met another write, and is no failure: the next look finds it again.
            if (SqlState.of(failure).filter(SqlState::isRetryable).isPresent()) {
                return false;
            }
            QuarkusTransaction.requiringNew()
                    .run(() -> Article.lock(id).ifPresent(article -> fail(article, failure, now)));
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
        changes.fire(Change.ofArticle(
                Change.Kind.ARTICLE_PUBLISH_FAILED, false, article.id, article.publishRevision, article.slug, now));
    }

    /** @return whether there was one */
    private boolean claim(AtomicReference<UUID> claimed, Consumer<Article> act, String due, Object... parameters) {
        UUID id = sql.fetchOptional(due, parameters)
                .map(row -> row.get(0, UUID.class))
                .orElse(null);
        if (id == null) {
            return false;
        }
        claimed.set(id);
        Article.lock(id).ifPresent(act);
        return true;
    }

    /** Not the article's fault, if it didn't come to one: the database is away. */
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
