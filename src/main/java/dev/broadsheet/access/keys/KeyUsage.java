package dev.broadsheet.access.keys;

import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/**
 * When each key was used last. Collected in memory and written once a minute, so that using a key costs no statement. A
 * crash loses the last minute.
 */
@ApplicationScoped
class KeyUsage {

    private static final String WRITE =
            "update access_key set last_used_at = greatest(last_used_at, ?::timestamptz) where id = ?";

    private final DSLContext sql;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    KeyUsage(DSLContext sql) {
        this.sql = sql;
    }

    void note(UUID key, Instant at) {
        used.merge(key, at, (before, now) -> before.isAfter(now) ? before : now);
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void write() {
        for (UUID key : used.keySet()) {
            Instant at = used.get(key);
            QuarkusTransaction.requiringNew().run(() -> sql.execute(WRITE, at.atOffset(ZoneOffset.UTC), key));
            used.remove(key, at);
        }
    }
}
