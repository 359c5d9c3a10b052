package dev.broadsheet.kernel.sql;

import dev.broadsheet.kernel.CauseChain;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** What the database said of a failure, wherever in the chain of causes: its SQLSTATE (PostgreSQL appendix A). */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** A transaction that stood still while others waited for what it held. */
    private static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";

    private SqlState() {}

    public static Optional<String> of(Throwable failure) {
        return CauseChain.of(failure)
                .flatMap(
                        cause -> cause instanceof SQLException sql ? Stream.ofNullable(sql.getSQLState()) : Stream.of())
                .findFirst();
    }

    /** Somebody else was faster with a value that must be unique. */
    public static boolean isUniqueViolation(String state) {
        return state.equals(UNIQUE_VIOLATION);
    }

    /** There is no server, or it is going or coming; with another state it was asked and has answered. */
    public static boolean isConnectionFailure(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    /**
     * Two waited for each other, or could not both be right, or one took away what the other was just pointing at, or was
     * in the others' way for too long: the whole transaction may be tried again.
     */
    public static boolean isRetryable(String state) {
        return state.startsWith("40")
                || state.equals(FOREIGN_KEY_VIOLATION)
                || state.equals(IDLE_IN_TRANSACTION_TIMEOUT);
    }
}
