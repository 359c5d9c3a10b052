package dev.broadsheet.kernel.pool;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Statement;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * Gives the statements of one transaction another deadline than that of a request: for exports, merges, indexing and
 * whatever else takes long by nature.
 */
@ApplicationScoped
public class StatementDeadline {

    private final DSLContext sql;

    public StatementDeadline(DSLContext sql) {
        this.sql = sql;
    }

    /** Until the present transaction ends. Costs a round trip; without a transaction it has no effect on the server. */
    public void extend(Duration limit) {
        sql.connection(connection -> {
            connection.setNetworkTimeout(Runnable::run, PooledConnections.networkMillis(limit));
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local statement_timeout = " + PooledConnections.statementMillis(limit));
            }
        });
    }
}
