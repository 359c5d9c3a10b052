package dev.broadsheet.terms;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Fills {@code folded} for terms and aliases that an older version of the app has written. Runs at startup before the
 * HTTP port opens, and again when a name isn't found although its slug is taken: a node of the older version may still
 * be running.
 */
@ApplicationScoped
class FoldedNames {

    private static final int ROWS = 1000;

    private final DSLContext sql;

    FoldedNames(DSLContext sql) {
        this.sql = sql;
    }

    void fillAtStart(@Observes @Priority(Integer.MIN_VALUE + 1) StartupEvent start) {
        while (QuarkusTransaction.requiringNew().call(this::fill)) {
            // A limited number of rows in each transaction, so a large store takes several.
        }
    }

    /** Returns whether any row had to be filled. */
    boolean fill() {
        boolean terms = fill("term", "uuid", "name");
        return fill("term_alias", "bigint", "coalesce(name, slug)") || terms;
    }

    /** Locks rows in the order of their ids and skips rows that another node is filling. */
    private boolean fill(String table, String idType, String name) {
        Result<Record> rows = sql.fetch("select id, " + name + " as name from " + table
                + " where folded is null order by id limit " + ROWS + " for no key update skip locked");
        if (rows.isEmpty()) {
            return false;
        }
        sql.execute(
                "update " + table + " set folded = n.folded from unnest(?::text[], ?::text[]) as n(id, folded) where "
                        + table + ".id = n.id::" + idType,
                rows.stream().map(row -> row.get("id").toString()).toArray(String[]::new),
                rows.stream()
                        .map(row -> FoldedName.of(row.get("name", String.class)))
                        .toArray(String[]::new));
        return true;
    }
}
