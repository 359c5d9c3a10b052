package dev.broadsheet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.search.SearchIndexer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One checksum for all rows of each table, to assert that nothing was changed. */
@ApplicationScoped
public class TableChecksums {

    private final DSLContext sql;
    private final Scheduler scheduler;
    private final PublishScheduler publishScheduler;
    private final SearchIndexer indexer;

    TableChecksums(
            AgroalDataSource source, Scheduler scheduler, PublishScheduler publishScheduler, SearchIndexer indexer) {
        this.sql = DSL.using(source, SQLDialect.POSTGRES);
        this.scheduler = scheduler;
        this.publishScheduler = publishScheduler;
        this.indexer = indexer;
    }

    /**
     * Sends the requests one after the other and asserts that none changes a row. Background jobs change rows too, so
     * due jobs run first and then pause.
     */
    public void assertUnchangedBy(List<Supplier<ApiResponse>> requests) {
        scheduler.pause();
        try {
            publishScheduler.poll();
            indexer.run();
            Map<String, String> before = settled();
            for (Supplier<ApiResponse> request : requests) {
                ApiResponse response = request.get();
                // A refused request would prove nothing.
                assertThat(response.status()).as(response.text()).isBetween(200, 207);
                assertThat(checksums()).as(response.text()).isEqualTo(before);
            }
        } finally {
            scheduler.resume();
        }
    }

    /** The same for requests that are refused, compared once at the end. */
    public void assertUnchanged(Runnable requests) {
        scheduler.pause();
        try {
            publishScheduler.poll();
            indexer.run();
            Map<String, String> before = settled();
            requests.run();
            assertThat(checksums()).isEqualTo(before);
        } finally {
            scheduler.resume();
        }
    }

    /**
     * Waits until all changes have positions, which are assigned after the response, and until running jobs have ended.
     */
    private Map<String, String> settled() {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> !sql.fetchExists(sql.selectOne().from("change").where("position is null")));
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(
                        () -> List.of(checksums(), checksums()),
                        two -> two.get(0).equals(two.get(1)))
                .get(1);
    }

    private Map<String, String> checksums() {
        Map<String, String> sums = new TreeMap<>();
        sql.fetch("select tablename from pg_tables where schemaname = current_schema()")
                .getValues("tablename", String.class)
                .forEach(table -> sums.put(table, checksum(table)));
        return sums;
    }

    private String checksum(String table) {
        var rows = DSL.table(DSL.name(table)).as("t");
        return String.valueOf(sql.select(DSL.field(
                        "count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')",
                        String.class))
                .from(rows)
                .fetchSingle(0));
    }
}
