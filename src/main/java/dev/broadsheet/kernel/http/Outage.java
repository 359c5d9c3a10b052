package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Causes;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.transaction.xa.XAException;

/**
 * 503: the database can't be reached, or has no connection free. Told from faults of ours by the SQLSTATE class (08
 * connection, 53 resources, 57P shutdown, 58 system; PostgreSQL appendix A) of any cause, by the driver's own 99999 when
 * the pool gives up its connecting, and by the pool's way of saying that none came in time.
 */
final class Outage extends Problem {

    private static final long serialVersionUID = 1L;
    private static final Pattern OUTAGES = Pattern.compile("(08|53|58|57P).*|99999");

    private static final String BEFORE =
            "The database can't be reached just now. Nothing was changed; try again shortly.";

    private static final String IN_THE_COMMIT =
            "The database was lost while the change was being committed, so it may have been made. Look first, or send it"
                    + " again: under the same Idempotency-Key it is made once.";

    private Outage(Throwable cause) {
        super(
                ProblemCode.UNAVAILABLE,
                Causes.of(cause).anyMatch(XAException.class::isInstance) ? IN_THE_COMMIT : BEFORE,
                List.of(),
                cause);
        header("Retry-After", "5");
    }

    static Optional<Problem> in(Throwable failure) {
        return Causes.of(failure).anyMatch(Outage::isOutage) ? Optional.of(new Outage(failure)) : Optional.empty();
    }

    private static boolean isOutage(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return cause instanceof ConnectException;
        }
        String state = sql.getSQLState();
        return state == null ? isWithoutConnection(sql) : OUTAGES.matcher(state).matches();
    }

    /** Agroal gives its acquisition timeout no SQLSTATE, only this text; others say it by type. */
    private static boolean isWithoutConnection(SQLException sql) {
        return sql instanceof SQLRecoverableException
                || sql instanceof SQLTransientException
                || String.valueOf(sql.getMessage()).contains("Acquisition timeout");
    }
}
