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
 * Folds the names of terms and aliases that an older version of the app has written. Runs at the start, before the HTTP
 * port opens, and again where a name isn't found although its slug is taken: a node of the older version may still run
 * beside this one.
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
            // Some rows in each transaction: a large store takes several.
        }
    }

    /** Whether there were any without. */
    boolean fill() {
        boolean terms = fill("term", "uuid", "name");
        return fill("term_alias", "bigint", "coalesce(name, slug)") || terms;
    }

    /** Locked in the order of ids, and without those that another node is filling. */
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
