package dev.broadsheet.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
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
 * The answers to writes that carried an {@code Idempotency-Key}, kept for {@link #RETENTION}. An answer is stored in the
 * write's own transaction, so it is there on every node, and after a crash, exactly when the write was done. Only what
 * succeeded is kept: what failed may be tried again under the same name.
 */
@ApplicationScoped
class IdempotencyStore {

    static final Duration RETENTION = Duration.ofHours(24);

    /** The lock is tried and not waited for: who comes second is told at once. It ends with the transaction. */
    private static final String FIND = """
            select pg_try_advisory_xact_lock(hashtextextended(?, 11)) as free, i.fingerprint, i.status, i.headers, i.body
            from (values (1)) as one(row)
            left join idempotency i on i.key_id = ? and i.name = ? and i.item = ? and i.at > ?::timestamptz
            """;

    /** Nothing is returned if somebody stored one between the look and its lock. */
    private static final String STORE = """
            insert into idempotency (key_id, name, item, fingerprint, status, headers, body, at)
            values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz)
            on conflict (key_id, name, item) do update set
                fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
                body = excluded.body, at = excluded.at
            where idempotency.at <= ?::timestamptz
            returning item
            """;

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
     * The answer that was given before, if it was; else nobody else can work under the name until the transaction ends.
     *
     * @throws Problem 409 if somebody is at it, 422 if the name was another request's
     */
    Optional<StoredResponse> find(IdempotencyKey name, byte[] fingerprint) {
        Record row = sql.resultQuery(FIND, name.lockName(), name.key(), name.name(), name.item(), expiryCutoff())
                .fetchSingle();
        byte[] known = row.get("fingerprint", byte[].class);
        if (known == null) {
            if (!Boolean.TRUE.equals(row.get("free", Boolean.class))) {
                throw new Problem(
                                ProblemCode.IDEMPOTENCY_IN_FLIGHT,
                                "A request with this Idempotency-Key is being worked on.")
                        .header("Retry-After", "1");
            }
            return Optional.empty();
        }
        if (!Arrays.equals(known, fingerprint)) {
            throw new Problem(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came with another request before.");
        }
        return Optional.of(new StoredResponse(
                row.get("status", Integer.class),
                read(row.get("headers", String.class)),
                Objects.requireNonNull(row.get("body", byte[].class))));
    }

    void store(IdempotencyKey name, byte[] fingerprint, StoredResponse answer) {
        int kept = sql.resultQuery(
                        STORE,
                        name.key(),
                        name.name(),
                        name.item(),
                        fingerprint,
                        answer.status(),
                        write(answer.headers()),
                        answer.body(),
                        clock.now().atOffset(ZoneOffset.UTC),
                        expiryCutoff())
                .fetch()
                .size();
        if (kept == 0) {
            throw new RetryableConflict(
                    new Problem(ProblemCode.CONFLICT, "Another request had this Idempotency-Key just now."));
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
