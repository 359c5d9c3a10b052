package dev.broadsheet.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.sql.PreparedQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Stores the responses to writes with an {@code Idempotency-Key} for {@link #RETENTION}. A response is stored in the
 * write's own transaction. So it exists exactly if the write was committed, also after a crash, and every node sees it.
 * Only successful responses are stored: a failed write may be retried under the same key.
 */
@ApplicationScoped
class IdempotencyStore {

    static final Duration RETENTION = Duration.ofHours(24);

    /**
     * Tries the advisory lock without waiting, so that a concurrent repeat gets 409 at once. The lock ends with the
     * transaction.
     */
    private static final PreparedQuery FIND = PreparedQuery.ofSql("""
            select pg_try_advisory_xact_lock(hashtextextended(:lock, 11)) as free, i.fingerprint, i.status, i.headers, i.body
            from (values (1)) as one(row)
            left join idempotency i on i.key_id = :key and i.name = :name and i.item = :item and i.at > :cutoff::timestamptz
            """);

    /**
     * Returns no row if another transaction stored a response after {@link #FIND} took its snapshot and before it got
     * the lock.
     */
    private static final PreparedQuery STORE = PreparedQuery.ofSql("""
            insert into idempotency (key_id, name, item, fingerprint, status, headers, body, at)
            values (:key, :name, :item, :fingerprint, :status, :headers, :body, :now::timestamptz)
            on conflict (key_id, name, item) do update set
                fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
                body = excluded.body, at = excluded.at
            where idempotency.at <= :cutoff::timestamptz
            returning item
            """);

    private static final String DELETE_EXPIRED = """
            delete from idempotency where ctid = any(array(
                select ctid from idempotency where at <= ?::timestamptz limit 1000 for update skip locked))
            """;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final DSLContext sql;
    private final Clock clock;
    private final ObjectMapper json;

    IdempotencyStore(DSLContext sql, Clock clock, ObjectMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The stored response of an earlier request; if empty, the key is locked until the transaction ends.
     *
     * @throws Problem 409 if another transaction holds the key's lock, 422 if the key belongs to a different request
     */
    Optional<StoredResponse> find(IdempotencyKey name, byte[] fingerprint) {
        Record row = FIND.with("lock", name.lockName())
                .with("key", name.key())
                .with("name", name.name())
                .with("item", name.item())
                .with("cutoff", expiryCutoff())
                .fetch(sql)
                .get(0);
        byte[] known = row.get("fingerprint", byte[].class);
        if (known == null) {
            if (!Boolean.TRUE.equals(row.get("free", Boolean.class))) {
                throw new Problem(
                                ProblemCode.IDEMPOTENCY_IN_FLIGHT,
                                "A request with this Idempotency-Key is still running.")
                        .header("Retry-After", "1");
            }
            return Optional.empty();
        }
        if (!Arrays.equals(known, fingerprint)) {
            throw new Problem(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request.");
        }
        return Optional.of(new StoredResponse(
                row.get("status", Integer.class),
                read(row.get("headers", String.class)),
                Objects.requireNonNull(row.get("body", byte[].class))));
    }

    void store(IdempotencyKey name, byte[] fingerprint, StoredResponse response) {
        int inserted = STORE.with("key", name.key())
                .with("name", name.name())
                .with("item", name.item())
                .with("fingerprint", fingerprint)
                .with("status", response.status())
                .with("headers", write(response.headers()))
                .with("body", response.storedBody())
                .with("now", clock.now().atOffset(ZoneOffset.UTC))
                .with("cutoff", expiryCutoff())
                .fetch(sql)
                .size();
        if (inserted == 0) {
            throw new RetryableConflict(
                    new Problem(ProblemCode.CONFLICT, "Another request used this Idempotency-Key at the same time."));
        }
    }

    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void deleteExpired() {
        while (QuarkusTransaction.requiringNew().call(() -> sql.execute(DELETE_EXPIRED, expiryCutoff())) > 0) {}
    }

    private OffsetDateTime expiryCutoff() {
        return clock.now().minus(RETENTION).atOffset(ZoneOffset.UTC);
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Headers can always be written.", impossible);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored answer can't be read.", damaged);
        }
    }
}
