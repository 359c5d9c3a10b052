package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.RevisionPruner;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Prunes old revisions in the background, in small transactions. Nodes skip rows that another node has locked.
 *
 * <p>Each run looks at the articles written since the last run. Articles whose revision number exceeds {@code keep} are
 * stored in {@code revision_surplus} and visited again when the oldest of the surplus revisions reaches the age
 * {@code keepFor}. So an article that has nothing to prune costs nothing.
 */
@ApplicationScoped
public class RevisionRetention {

    private static final int PAGE = 1000;

    /**
     * Maximum number of revisions deleted in one transaction. Bounds how long an editor of that article waits for the
     * row lock.
     */
    private static final int BATCH = 500;

    /** Upper bound for the time between {@code updated_at} of a write and its commit. Later commits are not seen. */
    private static final Duration MAX_WRITE_DURATION = Duration.ofMinutes(10);

    /**
     * Locks the single row of {@code retention} with SKIP LOCKED; updates no row if another node holds it. If
     * {@code keep} was lowered, all articles are surveyed again.
     */
    private static final String CLAIM = """
            update retention set keep = ?, seen_until = case when ? < keep then '-infinity' else seen_until end
            where only_row = (select only_row from retention for update skip locked)
            """;

    private static final String SURVEY = """
            with page as (
                select id, revision, updated_at from article
                where updated_at > (select seen_until from retention)
                order by updated_at fetch first ? rows with ties
            ), marked as (
                insert into revision_surplus (article_id, oldest)
                select id, '-infinity' from page where revision > ?
                on conflict (article_id) do update set oldest = excluded.oldest)
            update retention set seen_until = case
                when (select count(*) from page) < ? then ?::timestamptz else (select max(updated_at) from page) end
            returning (select count(*) from page)
            """;

    private static final String DUE = """
            select article_id from revision_surplus where oldest <= ?::timestamptz
            order by oldest limit 1 for update skip locked
            """;

    private final DSLContext sql;
    private final RevisionPruner pruner;
    private final RevisionSettings settings;
    private final Clock clock;

    RevisionRetention(DSLContext sql, RevisionPruner pruner, RevisionSettings settings, Clock clock) {
        this.sql = sql;
        this.pruner = pruner;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            every = "${broadsheet.revisions.every:10m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void runScheduled() {
        run();
    }

    /** Prunes everything that may be deleted now. */
    public void run() {
        while (QuarkusTransaction.requiringNew().call(this::survey)) {}
        while (QuarkusTransaction.requiringNew().call(this::pruneNext)) {}
    }

    /** @return whether there are more articles to survey */
    private boolean survey() {
        if (sql.execute(CLAIM, settings.keep(), settings.keep()) == 0) {
            return false;
        }
        int seen = sql.resultQuery(
                        SURVEY, PAGE, settings.keep(), PAGE, utc(clock.now().minus(MAX_WRITE_DURATION)))
                .fetchSingle(0, Integer.class);
        return seen >= PAGE;
    }

    /** @return whether an article was due */
    private boolean pruneNext() {
        Instant age = clock.now().minus(settings.keepFor());
        UUID article = sql.resultQuery(DUE, utc(age)).fetchOne(0, UUID.class);
        if (article == null) {
            return false;
        }
        Article.findForUpdate(article)
                .flatMap(locked -> pruner.dropOld(locked.id, settings.keep(), age, BATCH))
                .ifPresentOrElse(
                        oldest -> sql.execute(
                                "update revision_surplus set oldest = ?::timestamptz where article_id = ?",
                                utc(oldest),
                                article),
                        () -> sql.execute("delete from revision_surplus where article_id = ?", article));
        return true;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
