package dev.broadsheet.kernel.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;

/** Lets what asks the database more than once see one moment of it. */
@ApplicationScoped
public class ReadSnapshot {

    private final DSLContext sql;

    ReadSnapshot(DSLContext sql) {
        this.sql = sql;
    }

    /** Costs two more trips to the database, for the begin and the end of a transaction. Nothing can be written in it. */
    public <T> T of(Callable<T> reading) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.connection(ReadSnapshot::begin);
            return reading.call();
        });
    }

    /** The driver sends its BEGIN along. */
    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
    }
}
