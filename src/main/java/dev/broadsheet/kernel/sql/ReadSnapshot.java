package dev.broadsheet.kernel.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;

/** Runs several queries on one snapshot of the database. */
@ApplicationScoped
public class ReadSnapshot {

    private final DSLContext sql;

    ReadSnapshot(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Runs in a new read-only transaction with isolation level repeatable read. Costs two round trips: begin and end.
     */
    public <T> T of(Callable<T> reading) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.connection(ReadSnapshot::begin);
            return reading.call();
        });
    }

    /** The driver sends BEGIN in the same round trip. */
    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
    }
}
