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
 * Gives committed changes their positions, and tells all nodes how far the log goes. One at a time in the whole cluster,
 * under a lock that is held until the commit; so positions become visible in their order, and have no gaps.
 *
 * <p>A write that finds the lock free numbers its own (see {@link ChangeLog}). For all others it is done here, beside the
 * requests: a counter in the writing transaction would let all writers queue for it, and so would NOTIFY there, since
 * PostgreSQL takes one lock for the whole server from a NOTIFY to the end of its commit, flush included. Here there is
 * nobody else to queue with.
 */
@ApplicationScoped
class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private static final int BATCH = 1000;

    /** Between two runs while writers go on: what comes meanwhile shares one commit. */
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

    /** Something was committed. Returns at once; what a command changes waits for a server's look. */
    void wake() {
        if (serving && wakes.getAndIncrement() == 0) {
            runAfter(0);
        }
    }

    /** For what was committed by a node that is no more. */
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

    /** Everything that is committed now; waits for whoever is at it. */
    void assignPositions() {
        assignPositions(sql);
        failing = false;
    }

    /** The same on a connection of one's own, when the pool may be full of dead ones. */
    static void assignPositions(DSLContext own) {
        while (own.resultQuery(NUMBER, BATCH).fetchSingle(0, Integer.class) >= BATCH) {}
    }

    private void run() {
        int heeded = wakes.get();
        try {
            assignPositions();
        } catch (RuntimeException failure) {
            // The look tries again.
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
            LOG.debug("Closing; another node or the next start gives the positions.");
        }
    }

    /** Once, and not of a database that is away: of that the ear tells. */
    private void logFailure(RuntimeException failure) {
        if (!failing
                && SqlState.of(failure)
                        .filter(state -> !SqlState.isConnectionFailure(state))
                        .isPresent()) {
            failing = true;
            LOG.warnf("Changes could not be given their positions, which is tried again: %s", failure.getMessage());
        }
    }
}
