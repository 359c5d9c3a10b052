package dev.broadsheet.kernel.sql;

import dev.broadsheet.kernel.CauseChain;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQLSTATE of a failure, found anywhere in its chain of causes (PostgreSQL appendix A). */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** PostgreSQL ended a transaction that was idle for too long. */
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";

    private SqlState() {}

    public static Optional<String> of(Throwable failure) {
        return CauseChain.of(failure)
                .flatMap(
                        cause -> cause instanceof SQLException sql ? Stream.ofNullable(sql.getSQLState()) : Stream.of())
                .findFirst();
    }

    /** Whether another row already has a value that must be unique. */
    public static boolean isUniqueViolation(String state) {
        return state.equals(UNIQUE_VIOLATION);
    }

    /** The server is unreachable, starting or shutting down (classes 08 and 57P). */
    public static boolean isConnectionFailure(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    /**
     * A deadlock, a serialization failure, a foreign key whose target another transaction deleted, or an
     * idle-in-transaction timeout: the whole transaction may be retried.
     */
    public static boolean isRetryable(String state) {
        return state.startsWith("40")
                || state.equals(FOREIGN_KEY_VIOLATION)
                || state.equals(IDLE_IN_TRANSACTION_TIMEOUT);
    }
}
