package dev.broadsheet.changes;

import dev.broadsheet.kernel.CauseChain;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.events.LoggedChange;
import dev.broadsheet.kernel.pool.DatabaseSettings;
import dev.broadsheet.kernel.pool.PooledConnections;
import dev.broadsheet.kernel.sql.SqlState;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the end of the change log on its own thread and connection. Notifications only wake it; the changes are read
 * from the log by position, so a lost or an extra notification does no harm.
 */
@Singleton
class ChangeFollower implements ChangeFeed {

    private static final Logger LOG = Logger.getLogger("dev.broadsheet.changes");
    private static final int FIRST_PAUSE_MILLIS = 50;
    private static final int LAST_PAUSE_MILLIS = 500;
    private static final int TO_END_MILLIS = 5000;

    /**
     * Interval between heartbeats while a table is locked. A cancelled statement frees its connection for a waiting
     * request, which may need the same table.
     */
    private static final Duration SOON = Duration.ofMillis(50);

    /** How long a table counts as locked after a statement that waited for its lock was cancelled. */
    private static final Duration LOCKED = Duration.ofSeconds(2);

    private final AgroalDataSource pool;
    private final List<Listener> listeners;
    private final PooledConnections connections;
    private final DatabaseSettings database;
    private final Duration heartbeat;
    private final LocalNode node;
    private final boolean serving;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile State state = State.CATCHING_UP;
    private volatile @Nullable ListenConnection currentConnection;
    private @Nullable Thread thread;

    // Used by the follower thread only.
    private boolean begun;
    private boolean lost;
    private @Nullable LoggedChange last;
    private long lockedUntil = System.nanoTime();

    ChangeFollower(
            AgroalDataSource pool,
            @Any Instance<Listener> listeners,
            PooledConnections connections,
            DatabaseSettings database,
            ChangeSettings settings,
            LocalNode node,
            @ConfigProperty(name = "broadsheet.serving") boolean serving) {
        this.pool = pool;
        this.listeners = listeners.stream().toList();
        this.connections = connections;
        this.database = database;
        this.heartbeat = settings.every().compareTo(database.heartbeat()) < 0 ? settings.every() : database.heartbeat();
        this.node = node;
        this.serving = serving;
    }

    void start(@Observes StartupEvent start) {
        if (serving) {
            Thread follower = new Thread(this::follow, "change-feed");
            follower.setDaemon(true);
            follower.start();
            thread = follower;
        }
    }

    /** Runs before the pool and the database close. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        closing.countDown();
        ListenConnection listenConnection = currentConnection;
        if (listenConnection != null) {
            listenConnection.abort();
        }
        if (thread != null) {
            thread.join(TO_END_MILLIS);
        }
    }

    @Override
    public State state() {
        return state;
    }

    private void follow() {
        int pause = FIRST_PAUSE_MILLIS;
        while (!isClosing()) {
            try (ListenConnection listenConnection = ListenConnection.open(pool, database.healthTimeout())) {
                currentConnection = listenConnection;
                // Only a statement shows that the server responds: through a connection pooler, a connection opens even
                // if it doesn't.
                listenConnection.listen();
                if (state == State.UNREACHABLE) {
                    state = State.CATCHING_UP;
                }
                catchUp(listenConnection);
                pause = FIRST_PAUSE_MILLIS;
                Duration patience = heartbeat;
                while (!isClosing()) {
                    listenConnection.await(patience, node.id());
                    read(listenConnection);
                    cancelWaiting(listenConnection);
                    patience = System.nanoTime() - lockedUntil < 0 ? SOON : heartbeat;
                }
            } catch (Throwable broken) {
                // Also catches errors: without this thread the state would remain LISTENING, and outdated responses
                // would be served from the cache for ever.
                disconnect(broken, currentConnection == null || isSilence(broken));
            } finally {
                currentConnection = null;
            }
            pause = backoff(pause);
        }
        disconnect(new IllegalStateException("Broadsheet is closing"), false);
    }

    /** Cancels statements that wait for a table lock, the newest first, until {@code lockWaiters} are left. */
    private void cancelWaiting(ListenConnection listenConnection) {
        Integer[] backends = connections.backendsIfBusy(database.lockWaiters());
        if (backends.length > 0 && listenConnection.cancelWaiting(backends, database.lockWaiters()) > 0) {
            lockedUntil = System.nanoTime() + LOCKED.toNanos();
        }
    }

    private void catchUp(ListenConnection listenConnection) throws SQLException {
        listenConnection.assignPositions();
        if (begun) {
            read(listenConnection);
        } else {
            last = listenConnection.newest().orElse(null);
            begun = true;
        }
        resume();
    }

    private void read(ListenConnection listenConnection) {
        List<LoggedChange> page;
        do {
            LoggedChange known = last;
            page = listenConnection.from(known == null ? 1 : known.position());
            if (known != null && (page.isEmpty() || !page.get(0).equals(known))) {
                restart(listenConnection);
                return;
            }
            List<LoggedChange> news = known == null ? page : page.subList(1, page.size());
            if (!news.isEmpty()) {
                last = news.get(news.size() - 1);
                notifyListeners(listener -> listener.onChanges(List.copyOf(news)));
            }
        } while (page.size() == ListenConnection.PAGE);
    }

    /**
     * Continues from the end of the log, because the last change read isn't at its position: the log was restored from
     * a backup, or emptied. A restored log that has grown past the position has another change there.
     */
    private void restart(ListenConnection listenConnection) {
        disconnect(new IllegalStateException("the log was restored or emptied"), false);
        last = listenConnection.newest().orElse(null);
        notifyListeners(Listener::onChangesMissed);
        resume();
    }

    private void resume() {
        state = State.LISTENING;
        if (lost) {
            lost = false;
            LOG.info("The change feed is connected again.");
        }
        notifyListeners(Listener::onCaughtUp);
    }

    private void disconnect(Throwable why, boolean unreachable) {
        state = unreachable
                        && SqlState.of(why).map(SqlState::isConnectionFailure).orElse(true)
                ? State.UNREACHABLE
                : State.CATCHING_UP;
        if (state == State.UNREACHABLE) {
            connections.abortIdle();
        }
        if (lost) {
            return;
        }
        lost = true;
        String reason = reason(why);
        if (!isClosing()) {
            LOG.warnf("The change feed lost its connection and is reconnecting: %s", reason);
        }
        notifyListeners(listener -> listener.onConnectionLost(reason));
    }

    /**
     * Whether a read timed out on an open connection. The server doesn't respond then, so a new connection would time
     * out too.
     */
    private static boolean isSilence(Throwable failure) {
        return CauseChain.of(failure).anyMatch(SocketTimeoutException.class::isInstance);
    }

    /** The driver's message, because jOOQ's contains the whole statement. */
    private static String reason(Throwable why) {
        Throwable cause = why instanceof DataAccessException && why.getCause() != null ? why.getCause() : why;
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    /** If one listener fails, the others are still notified. */
    private void notifyListeners(Consumer<Listener> news) {
        for (Listener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error failure) {
                LOG.errorf(failure, "%s failed to process changes; it is told to drop what it caches.", listener);
                notifyMissed(listener);
            }
        }
    }

    private static void notifyMissed(Listener listener) {
        try {
            listener.onChangesMissed();
        } catch (RuntimeException | Error failure) {
            LOG.errorf(failure, "%s failed to drop what it caches.", listener);
        }
    }

    /**
     * Waits for a random time between half and all of the pause, because all nodes lose the same database at the same
     * moment. Returns the next pause.
     */
    private int backoff(int pause) {
        try {
            closing.await(ThreadLocalRandom.current().nextInt(pause / 2, pause + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            LOG.debug("Interrupted although the change feed stops by its latch.");
        }
        return Math.min(2 * pause, LAST_PAUSE_MILLIS);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
