package dev.broadsheet.testkit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** One checksum for all rows of each table, to assert that nothing was changed. */
@ApplicationScoped
public class TableChecksums {

    private final DSLContext sql;

    TableChecksums(AgroalDataSource source) {
        this.sql = DSL.using(source, SQLDialect.POSTGRES);
    }

    public Map<String, String> checksums() {
        // Earlier writes get their position after the response. That changes rows too, so it must be done before the
        // checksums are taken.
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> !sql.fetchExists(sql.selectOne().from("change").where("position is null")));
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
