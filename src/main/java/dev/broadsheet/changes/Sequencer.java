package dev.broadsheet.changes;

import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.sql.SqlState;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/**
 * Assigns positions to committed changes and notifies all nodes how far the log goes. Only one transaction in the whole
 * cluster assigns positions at a time, under an advisory lock that is held until the commit. So positions become
 * visible in order and without gaps.
 *
 * <p>A write that finds the lock free assigns its own positions (see {@link ChangeLog}). For all other writes this
 * class assigns them, outside of requests. A counter in every writing transaction would make all writers wait for each
 * other. So would a NOTIFY, because PostgreSQL holds one server-wide lock from the NOTIFY to the end of its commit,
 * flush included.
 */
@ApplicationScoped
class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private static final int BATCH = 1000;

    /** Pause between two runs while writers continue, so that the changes of 10 ms share one commit. */
    private static final int BREATH_MILLIS = 10;

    private static final String NUMBER = "select number_changes(?)";

    private static final String ANY = "select exists (select from change where position is null)";

    private final DSLContext sql;
    private final ScheduledExecutorService executor;
    private final boolean serving;
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean failing;

    Sequencer(
            DSLContext sql,
            ScheduledExecutorService executor,
            @ConfigProperty(name = "broadsheet.serving") boolean serving) {
        this.sql = sql;
        this.executor = executor;
        this.serving = serving;
    }

    /** Call after a commit. Returns at once. In a command it does nothing; a server's poll finds the changes. */
    void wake() {
        if (serving && wakes.getAndIncrement() == 0) {
            runAfter(0);
        }
    }

    /** Finds the changes of commands, and of nodes that have died. */
    @Scheduled(
            every = "${broadsheet.changes.every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void poll() {
        try {
            if (sql.resultQuery(ANY).fetchSingle(0, Boolean.class)) {
                wake();
            }
        } catch (RuntimeException failure) {
            logFailure(failure);
        }
    }

    /** Assigns positions to everything that is committed now. Waits for another node that is assigning them. */
    void assignPositions() {
        assignPositions(sql);
        failing = false;
    }

    /** The same on the caller's own connection, because the pool may be full of dead connections. */
    static void assignPositions(DSLContext own) {
        while (own.resultQuery(NUMBER, BATCH).fetchSingle(0, Integer.class) >= BATCH) {}
    }

    private void run() {
        int heeded = wakes.get();
        try {
            assignPositions();
        } catch (RuntimeException failure) {
            // The scheduled poll tries again.
            logFailure(failure);
        } finally {
            if (!wakes.compareAndSet(heeded, 0)) {
                runAfter(BREATH_MILLIS);
            }
        }
    }

    private void runAfter(int millis) {
        try {
            executor.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Shutting down; another node or the next start assigns the positions.");
        }
    }

    /** Logs only the first of several failures, and no lost connection, because the change feed logs that. */
    private void logFailure(RuntimeException failure) {
        if (!failing
                && SqlState.of(failure)
                        .filter(state -> !SqlState.isConnectionFailure(state))
                        .isPresent()) {
            failing = true;
            LOG.warnf("Assigning positions to changes failed and is retried: %s", failure.getMessage());
        }
    }
}
