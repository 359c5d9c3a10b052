package dev.broadsheet.testkit;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Blocks all writes to a table until closed, so that a test can make concurrent writes overlap. */
public record TableLock(Connection connection) implements AutoCloseable {

    public static TableLock on(String table) {
        TableLock tableLock = new TableLock(TestDatabase.connect());
        tableLock.sql().execute("lock table {0} in share row exclusive mode", DSL.name(table));
        return tableLock;
    }

    /** Waits until at least this many transactions are blocked, by this lock or by another transaction. */
    public void awaitWaiting(int writers) {
        await().until(() -> waiting("") >= writers);
    }

    /** Waits until a transaction waits for another waiting transaction. */
    public void awaitQueue() {
        await().until(() -> waiting(
                        "and exists (select from unnest(pg_blocking_pids(a.pid)) b where cardinality(pg_blocking_pids(b)) > 0)")
                > 0);
    }

    private int waiting(String how) {
        // Within a transaction PostgreSQL caches pg_stat_activity; this discards the cached copy.
        sql().fetch("select pg_stat_clear_snapshot()");
        return sql().fetchCount(DSL.table("""
                        pg_stat_activity a where cardinality(pg_blocking_pids(a.pid)) > 0
                            and a.backend_type = 'client backend' and a.query not like '%number_changes%'
                        """ + how));
    }

    private DSLContext sql() {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        TestDatabase.close(connection);
    }
}
