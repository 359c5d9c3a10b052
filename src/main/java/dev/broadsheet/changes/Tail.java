package dev.broadsheet.changes;

import dev.broadsheet.kernel.Causes;
import dev.broadsheet.kernel.Ear;
import dev.broadsheet.kernel.LoggedChange;
import dev.broadsheet.kernel.Node;
import dev.broadsheet.kernel.SqlState;
import dev.broadsheet.kernel.pool.DatabaseSettings;
import dev.broadsheet.kernel.pool.PooledConnections;
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
 * Follows the end of the log on a thread and a connection of its own. Notifications only wake it: what was changed is
 * read from the log by position, so that a lost one, or one too many, changes nothing.
 */
@Singleton
class Tail implements Ear {

    private static final Logger LOG = Logger.getLogger("dev.broadsheet.changes");
    private static final int FIRST_PAUSE_MILLIS = 50;
    private static final int LAST_PAUSE_MILLIS = 500;
    private static final int TO_END_MILLIS = 5000;

    /** Between heartbeats while a table is locked: those who wait for a connection may need that table as well. */
    private static final Duration SOON = Duration.ofMillis(50);

    /** How long a table is taken for locked after a statement that waited for it was cancelled. */
    private static final Duration LOCKED = Duration.ofSeconds(2);

    private final AgroalDataSource pool;
    private final List<Listener> listeners;
    private final PooledConnections connections;
    private final DatabaseSettings database;
    private final Duration heartbeat;
    private final Node node;
    private final boolean serving;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile State state = State.CATCHING_UP;
    private volatile @Nullable Line line;
    private @Nullable Thread thread;

    // Of the thread.
    private boolean begun;
    private boolean lost;
    private @Nullable LoggedChange last;
    private long lockedUntil = System.nanoTime();

    Tail(
            AgroalDataSource pool,
            @Any Instance<Listener> listeners,
            PooledConnections connections,
            DatabaseSettings database,
            ChangeSettings settings,
            Node node,
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
            Thread ear = new Thread(this::follow, "change-ear");
            ear.setDaemon(true);
            ear.start();
            thread = ear;
        }
    }

    /** Before the pool closes, and the database behind it. */
    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        closing.countDown();
        Line open = line;
        if (open != null) {
            open.cut();
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
            try (Line open = Line.open(pool, database.healthTimeout())) {
                line = open;
                // Behind a pooler a connection opens although the server doesn't answer.
                open.listen();
                if (state == State.AWAY) {
                    state = State.CATCHING_UP;
                }
                catchUp(open);
                pause = FIRST_PAUSE_MILLIS;
                Duration patience = heartbeat;
                while (!isClosing()) {
                    open.await(patience, node.id());
                    read(open);
                    cancelWaiting(open);
                    patience = System.nanoTime() - lockedUntil < 0 ? SOON : heartbeat;
                }
            } catch (Throwable broken) {
                // Errors as well: an ear that ended without a word would have memory trusted for ever.
                lose(broken, line == null || isSilence(broken));
            } finally {
                line = null;
            }
            pause = rest(pause);
        }
        lose(new IllegalStateException("Broadsheet is closing"), false);
    }

    /** Beyond those that may wait for the lock of a table. */
    private void cancelWaiting(Line open) {
        Integer[] backends = connections.backendsIfBusy(database.lockWaiters());
        if (backends.length > 0 && open.cancelWaiting(backends, database.lockWaiters()) > 0) {
            lockedUntil = System.nanoTime() + LOCKED.toNanos();
        }
    }

    private void catchUp(Line open) throws SQLException {
        open.number();
        if (begun) {
            read(open);
        } else {
            last = open.newest().orElse(null);
            begun = true;
        }
        hearAgain();
    }

    private void read(Line open) {
        List<LoggedChange> page;
        do {
            LoggedChange known = last;
            page = open.from(known == null ? 1 : known.position());
            if (known != null && (page.isEmpty() || !page.get(0).equals(known))) {
                beginAnew(open);
                return;
            }
            List<LoggedChange> news = known == null ? page : page.subList(1, page.size());
            if (!news.isEmpty()) {
                last = news.get(news.size() - 1);
                tell(listener -> listener.heard(List.copyOf(news)));
            }
        } while (page.size() == Line.PAGE);
    }

    /** The last one heard is not where it was. Even one restored to the same position and written on differs in it. */
    private void beginAnew(Line open) {
        lose(new IllegalStateException("the log was restored or emptied"), false);
        last = open.newest().orElse(null);
        tell(Listener::missed);
        hearAgain();
    }

    private void hearAgain() {
        state = State.LISTENING;
        if (lost) {
            lost = false;
            LOG.info("The change log is heard again.");
        }
        tell(Listener::caughtUp);
    }

    private void lose(Throwable why, boolean unreachable) {
        state = unreachable && SqlState.of(why).map(SqlState::isAway).orElse(true) ? State.AWAY : State.CATCHING_UP;
        if (state == State.AWAY) {
            connections.abortIdle();
        }
        if (lost) {
            return;
        }
        lost = true;
        String reason = reason(why);
        if (!isClosing()) {
            LOG.warnf("The change log is not heard, which is tried again: %s", reason);
        }
        tell(listener -> listener.lost(reason));
    }

    /** Nobody hung up, but nothing comes: to connect anew will take its time as well. */
    private static boolean isSilence(Throwable failure) {
        return Causes.of(failure).anyMatch(SocketTimeoutException.class::isInstance);
    }

    /** In the driver's words; jOOQ's have the whole statement in them. */
    private static String reason(Throwable why) {
        Throwable told = why instanceof DataAccessException && why.getCause() != null ? why.getCause() : why;
        return Objects.requireNonNullElse(told.getMessage(), told.getClass().getSimpleName());
    }

    /** What one can't take, the others hear all the same. */
    private void tell(Consumer<Listener> news) {
        for (Listener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error failure) {
                LOG.errorf(failure, "%s failed to take in what it heard, and is to begin anew.", listener);
                tellMissed(listener);
            }
        }
    }

    private static void tellMissed(Listener listener) {
        try {
            listener.missed();
        } catch (RuntimeException | Error failure) {
            LOG.errorf(failure, "%s failed to begin anew.", listener);
        }
    }

    /** With jitter: all nodes lose the same database at the same moment. */
    private int rest(int pause) {
        try {
            closing.await(ThreadLocalRandom.current().nextInt(pause / 2, pause + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            LOG.debug("Nobody interrupts the ear: it is told by the latch.");
        }
        return Math.min(2 * pause, LAST_PAUSE_MILLIS);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
