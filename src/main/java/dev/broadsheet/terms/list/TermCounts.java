package dev.broadsheet.terms.list;

import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jooq.DSLContext;

/**
 * Maintains the number of articles of each term. Triggers append a row for every change of a count; this class folds
 * those rows into the counters, outside of requests. Readers add the rows that haven't been folded, so a count is exact
 * in every snapshot, and no writer waits for a counter.
 */
@ApplicationScoped
public class TermCounts {

    private static final int BATCH = 10_000;

    /** The key lock lets the job wait for a merge that is deleting a term, instead of failing at the foreign key. */
    private static final String FOLD = """
            with taken as (
                delete from term_count_change
                where ctid = any(array(select ctid from term_count_change limit ? for update skip locked))
                returning term_id, articles, working_copies),
            present as (
                select t.id from term t where t.id in (select term_id from taken) order by t.id for key share),
            folded as (
                select c.term_id, sum(c.articles) as articles, sum(c.working_copies) as working_copies
                from taken c join present t on t.id = c.term_id group by c.term_id),
            kept as (
                insert into term_count (term_id, articles, working_copies)
                select term_id, articles, working_copies from folded order by term_id
                on conflict (term_id) do update set
                    articles = term_count.articles + excluded.articles,
                    working_copies = term_count.working_copies + excluded.working_copies)
            select count(*) from taken
            """;

    private final DSLContext sql;

    TermCounts(DSLContext sql) {
        this.sql = sql;
    }

    @Scheduled(
            every = "${broadsheet.terms.count-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void runScheduled() {
        fold();
    }

    /** Folds all rows that exist now. */
    public void fold() {
        while (QuarkusTransaction.requiringNew().call(this::foldSome) >= BATCH) {}
    }

    private int foldSome() {
        return sql.resultQuery(FOLD, BATCH).fetchSingle(0, Integer.class);
    }
}
