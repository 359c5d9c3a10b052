package dev.broadsheet.kernel.pool;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Statement;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * Raises the deadline of the statements of one transaction above that of a request: for exports, merges, indexing and
 * other long work.
 */
@ApplicationScoped
public class StatementDeadline {

    private final DSLContext sql;

    public StatementDeadline(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Applies until the current transaction ends. Costs a round trip. Outside a transaction the server ignores
     * {@code SET LOCAL}.
     */
    public void extend(Duration limit) {
        sql.connection(connection -> {
            connection.setNetworkTimeout(Runnable::run, PooledConnections.networkMillis(limit));
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local statement_timeout = " + PooledConnections.statementMillis(limit));
            }
        });
    }
}
