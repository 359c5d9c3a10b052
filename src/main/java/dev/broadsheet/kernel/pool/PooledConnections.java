package dev.broadsheet.kernel.pool;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/**
 * Sets the deadlines of each connection of the pool when it is opened, and tracks which connections are open and which
 * of them are idle. Thread-safe.
 *
 * <p>The deadlines are session settings: {@code SET LOCAL} in each transaction would cost a round trip. Normally the
 * server's {@code statement_timeout} takes effect. The driver's network timeout is for a server that doesn't respond at
 * all; a statement on such a server can't be cancelled, because a cancellation needs a second connection.
 */
@Singleton
public class PooledConnections implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(PooledConnections.class);

    private final DatabaseSettings settings;
    private final int networkMillis;
    private final Set<PgConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<PgConnection> idle = ConcurrentHashMap.newKeySet();

    PooledConnections(DatabaseSettings settings) {
        this.settings = settings;
        this.networkMillis = networkMillis(settings.statementTimeout());
    }

    /** The server's limit, 4/5 of the deadline: the rest is for sending the response in time. */
    static long statementMillis(Duration limit) {
        return limit.toMillis() * 4 / 5;
    }

    /** The driver's limit, 9/10 of the deadline: the connection is closed only if the server ignores its own limit. */
    static int networkMillis(Duration limit) {
        return (int) (limit.toMillis() * 9 / 10);
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        unwrapped(connection).ifPresent(own -> {
            try {
                prepare(own);
            } catch (SQLException failure) {
                // The pool forgets a connection whose creation fails, without closing it.
                abort(own);
                throw new IllegalStateException("A new connection could not be given its deadlines.", failure);
            }
        });
    }

    private void prepare(PgConnection own) throws SQLException {
        boolean autoCommit = own.getAutoCommit();
        // In auto-commit mode, because a rollback of the transaction about to begin would undo the SET. Switching the
        // mode costs no round trip.
        own.setAutoCommit(true);
        try (Statement statement = own.createStatement()) {
            statement.execute("set statement_timeout = %d; set lock_timeout = %d"
                    .formatted(
                            statementMillis(settings.statementTimeout()),
                            settings.lockTimeout().toMillis()));
        }
        own.setAutoCommit(autoCommit);
        own.setNetworkTimeout(Runnable::run, networkMillis);
        open.add(own);
        idle.add(own);
    }

    /** Sets the deadlines of the first connections, which the pool opens before it has its interceptors. */
    @Override
    public void onConnectionAcquire(Connection connection) {
        unwrapped(connection).ifPresent(own -> {
            try {
                if (!open.contains(own)) {
                    prepare(own);
                }
            } catch (SQLException failure) {
                // The next statement on the connection fails. An exception here would leak the connection's slot in the
                // pool.
                abort(own);
            }
            idle.remove(own);
        });
    }

    /**
     * Resets the network timeout that {@link StatementDeadline} raised; {@code SET LOCAL} ended with the transaction.
     */
    @Override
    public void onConnectionReturn(Connection connection) {
        unwrapped(connection).ifPresent(own -> {
            try {
                if (!own.isClosed() && own.getNetworkTimeout() != networkMillis) {
                    own.setNetworkTimeout(Runnable::run, networkMillis);
                }
            } catch (SQLException closed) {
                LOG.debugf(closed, "A connection was closed while it was returned; the pool drops it.");
            }
            idle.add(own);
        });
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        unwrapped(connection).ifPresent(own -> {
            open.remove(own);
            idle.remove(own);
        });
    }

    /**
     * Closes the sockets of the idle connections without notifying the server. For a server that doesn't respond:
     * acquiring a connection would otherwise wait for the validation of one idle connection after the other.
     * Connections in use keep their own deadlines.
     */
    public void abortIdle() {
        idle.forEach(PooledConnections::abort);
    }

    /**
     * The backend PIDs of the connections that serve requests, if more than {@code connections} are in use; else none.
     * Connections with another deadline (see {@link StatementDeadline}) are left out.
     */
    public Integer[] backendsIfBusy(int connections) {
        return open.size() - idle.size() <= connections
                ? new Integer[0]
                : open.stream()
                        .filter(this::hasRequestDeadline)
                        .map(PgConnection::getBackendPID)
                        .toArray(Integer[]::new);
    }

    private boolean hasRequestDeadline(PgConnection connection) {
        try {
            return connection.getNetworkTimeout() == networkMillis;
        } catch (SQLException closed) {
            return false;
        }
    }

    private static void abort(PgConnection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            LOG.debugf(failure, "A connection could not be aborted.");
        }
    }

    /** Empty for a closed connection, because an exception here would leak the connection's slot in the pool. */
    private Optional<PgConnection> unwrapped(Connection connection) {
        try {
            return Optional.of(connection.unwrap(PgConnection.class));
        } catch (SQLException closed) {
            open.removeIf(PooledConnections::isClosed);
            idle.removeIf(PooledConnections::isClosed);
            return Optional.empty();
        }
    }

    private static boolean isClosed(PgConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }
}
