package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.CauseChain;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * 503: the database can't be reached, doesn't respond in time, or the pool has no free connection. Recognised by the
 * SQLSTATE of any cause (classes 08 connection, 53 resources, 57P shutdown, 58 system; 57014 statement timeout, 55P03
 * lock timeout; PostgreSQL appendix A), by the driver's own 99999 when the pool gives up connecting, and by Agroal's
 * acquisition timeout.
 */
final class DatabaseUnavailable extends Problem {

    private static final long serialVersionUID = 1L;
    private static final String CANCELLED = "57014";
    private static final String NO_LOCK = "55P03";
    private static final Pattern OUTAGES = Pattern.compile("(08|53|58|57P).*|99999|" + CANCELLED + "|" + NO_LOCK);

    private static final String UNREACHABLE =
            "The database can't be reached just now. Nothing was changed; try again shortly.";

    private static final String TOO_SLOW =
            "The database didn't answer in time, or another transaction holds what this request needs. Nothing was changed;"
                    + " try again shortly.";

    private static final String LOST_DURING_COMMIT =
            "The database was lost while the change was being committed, so it may have been made. Look first, or send it"
                    + " again: under the same Idempotency-Key it is made once.";

    private DatabaseUnavailable(String detail, @Nullable Throwable cause) {
        super(ProblemCode.UNAVAILABLE, detail, List.of(), cause);
        header("Retry-After", "5");
    }

    /** For a request that is refused because the outage is already known. Has no cause, and is not logged. */
    static Problem alreadyKnown() {
        return new DatabaseUnavailable(UNREACHABLE, null);
    }

    private static String detail(Throwable cause) {
        if (CauseChain.of(cause).anyMatch(XAException.class::isInstance)) {
            return LOST_DURING_COMMIT;
        }
        return CauseChain.of(cause).anyMatch(DatabaseUnavailable::isTooSlow) ? TOO_SLOW : UNREACHABLE;
    }

    private static boolean isTooSlow(Throwable cause) {
        return cause instanceof SQLException sql
                && (CANCELLED.equals(sql.getSQLState()) || NO_LOCK.equals(sql.getSQLState()));
    }

    static Optional<Problem> from(Throwable failure) {
        return CauseChain.of(failure).anyMatch(DatabaseUnavailable::isOutage)
                ? Optional.of(new DatabaseUnavailable(detail(failure), failure))
                : Optional.empty();
    }

    private static boolean isOutage(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return cause instanceof ConnectException;
        }
        String state = sql.getSQLState();
        return state == null ? isWithoutConnection(sql) : OUTAGES.matcher(state).matches();
    }

    /** Agroal's acquisition timeout has no SQLSTATE, only one of two messages; other pool errors are known by type. */
    private static boolean isWithoutConnection(SQLException sql) {
        return sql instanceof SQLRecoverableException
                || sql instanceof SQLTransientException
                || String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
