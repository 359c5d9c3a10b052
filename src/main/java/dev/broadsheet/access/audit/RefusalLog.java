package dev.broadsheet.access.audit;

import static dev.broadsheet.access.audit.RefusalTable.REFUSED_REQUEST;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.connection.TrustedProxies;
import dev.broadsheet.kernel.events.Actor;
import dev.broadsheet.kernel.events.RefusedRequest;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/**
 * Stores refused writes. They are gathered in memory and written once a second in one statement, so that a flood of
 * refused requests costs the database little; beyond {@link #MAX_GATHERED} a second they are only counted in the log. A
 * crash loses the last second.
 */
@ApplicationScoped
class RefusalLog {

    private static final Logger LOG = Logger.getLogger("dev.broadsheet.access");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> STATUSES = Set.of(401, 403, 423, 429);
    private static final int MAX_GATHERED = 1_000;
    private static final int MAX_PATH = 500;
    private static final Duration KEPT = Duration.ofDays(90);

    private final DSLContext sql;
    private final Actor.Source actors;
    private final TrustedProxies proxies;
    private final Clock clock;
    private final BlockingQueue<RefusedEntry> gathered = new ArrayBlockingQueue<>(MAX_GATHERED);
    private volatile boolean overflowed;

    RefusalLog(DSLContext sql, Actor.Source actors, TrustedProxies proxies, Clock clock) {
        this.sql = sql;
        this.actors = actors;
        this.proxies = proxies;
        this.clock = clock;
    }

    void onRefused(@Observes RefusedRequest refused) {
        String method = refused.request().method().name();
        if (READS.contains(method) || !STATUSES.contains(refused.status())) {
            return;
        }
        Actor actor = actors.current();
        String path = String.valueOf(refused.request().path());
        RefusedEntry entry = new RefusedEntry(
                clock.now(),
                actor.keyId() == null ? null : actor.name(),
                actor.keyId(),
                proxies.client(refused.request()),
                method,
                path.substring(0, Math.min(path.length(), MAX_PATH)),
                refused.status(),
                refused.code(),
                refused.traceId());
        if (!gathered.offer(entry)) {
            overflowed = true;
        }
    }

    @Scheduled(
            every = "1s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void write() {
        List<RefusedEntry> entries = new ArrayList<>();
        gathered.drainTo(entries);
        if (overflowed) {
            overflowed = false;
            LOG.warnf(
                    "More than %d writes were refused within a second; the audit log lacks some of them.",
                    MAX_GATHERED);
        }
        if (!entries.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> insert(entries));
        }
    }

    private void insert(List<RefusedEntry> entries) {
        var insert = sql.insertInto(
                REFUSED_REQUEST,
                REFUSED_REQUEST.AT,
                REFUSED_REQUEST.KEY_ID,
                REFUSED_REQUEST.ACTOR,
                REFUSED_REQUEST.ADDRESS,
                REFUSED_REQUEST.METHOD,
                REFUSED_REQUEST.PATH,
                REFUSED_REQUEST.STATUS,
                REFUSED_REQUEST.CODE,
                REFUSED_REQUEST.TRACE_ID);
        for (RefusedEntry entry : entries) {
            insert = insert.values(
                    entry.at().atOffset(ZoneOffset.UTC),
                    entry.keyId(),
                    entry.by(),
                    entry.address(),
                    entry.method(),
                    entry.path(),
                    entry.status(),
                    entry.code(),
                    entry.traceId());
        }
        insert.execute();
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void deleteOld() {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.deleteFrom(REFUSED_REQUEST)
                        .where(REFUSED_REQUEST.AT.lt(clock.now().minus(KEPT).atOffset(ZoneOffset.UTC)))
                        .execute());
    }
}
