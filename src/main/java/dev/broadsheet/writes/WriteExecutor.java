package dev.broadsheet.writes;

import dev.broadsheet.kernel.events.Actor;
import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.kernel.request.RequestFingerprint;
import dev.broadsheet.kernel.sql.SqlState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Executes writes. Each write is one transaction. A write that conflicts with a concurrent one (a deadlock, a unique
 * value that was free a moment ago) is retried from the start. In addition, for every write:
 *
 * <ul>
 *   <li>{@code Idempotency-Key}: a repeat gets the first response, before any precondition is checked
 *   <li>{@code dryRun=true}: runs the write and rolls it back; it neither reads nor stores an idempotent response
 *   <li>{@code Prefer} (RFC 7240), and {@code warnings} in one format
 * </ul>
 *
 * <p>The work must have no effect that a rollback doesn't undo, and must tolerate being run several times.
 */
@RequestScoped
public class WriteExecutor {

    private static final int MAX_ATTEMPTS = 8;
    private static final Duration BACKOFF_STEP = Duration.ofMillis(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final IdempotencyStore idempotencyStore;
    private final WriteResponseBuilder writer;
    private final RequestFingerprint fingerprint;
    private final RecordedEvents recordedEvents;
    private final Actor.Source actors;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final StatementDeadline deadline;

    WriteExecutor(
            IdempotencyStore idempotencyStore,
            WriteResponseBuilder writer,
            RequestFingerprint fingerprint,
            RecordedEvents recordedEvents,
            Actor.Source actors,
            HttpHeaders headers,
            UriInfo uri,
            StatementDeadline deadline) {
        this.idempotencyStore = idempotencyStore;
        this.writer = writer;
        this.fingerprint = fingerprint;
        this.recordedEvents = recordedEvents;
        this.actors = actors;
        this.headers = headers;
        this.uri = uri;
        this.deadline = deadline;
    }

    /** Executes the request's write. */
    public RestResponse<byte[]> execute(Supplier<WriteResult> work) {
        return execute(TIMEOUT, work);
    }

    /** The same with a longer timeout, which also becomes the deadline of each statement. */
    public RestResponse<byte[]> execute(Duration timeout, Supplier<WriteResult> work) {
        Optional<IdempotencyKey> name = idempotencyKey();
        byte[] print = name.isPresent() ? fingerprint.bytes() : new byte[0];
        return respond(runWithRetries(name.orElse(null), print, timeout, () -> writer.build(work.get(), dryRun())));
    }

    /**
     * Executes one item of a batch in a transaction of its own. Each item is retried and replayed separately: its key
     * is the request's key with the item's number. So a batch that was interrupted continues where it stopped when it
     * is sent again.
     *
     * @param print fingerprint of the item, to tell a repeat from another item with the same number
     */
    public StoredResponse executeItem(int number, byte[] print, Supplier<WriteResult> work) {
        IdempotencyKey name = idempotencyKey().map(whole -> whole.item(number)).orElse(null);
        return runWithRetries(name, print, TIMEOUT, () -> writer.buildWithBody(work.get(), dryRun()));
    }

    /** Refuses an invalid Idempotency-Key, before any work on the body. */
    public void checkIdempotencyKey() {
        idempotencyKey();
    }

    /** Whether the request is a dry run. */
    public boolean dryRun() {
        return "true".equals(uri.getQueryParameters().getFirst("dryRun"));
    }

    private Optional<IdempotencyKey> idempotencyKey() {
        return dryRun()
                ? Optional.empty()
                : IdempotencyKey.from(
                        headers.getRequestHeader(RequestFingerprint.IDEMPOTENCY_KEY),
                        Objects.requireNonNull(actors.current().keyId(), "A write without a key."));
    }

    /** @param name null for a write without an Idempotency-Key, and for every dry run */
    private StoredResponse runWithRetries(
            @Nullable IdempotencyKey name, byte[] print, Duration timeout, Supplier<StoredResponse> work) {
        for (int attempt = 1; ; attempt++) {
            recordedEvents.clear();
            try {
                return inTransaction(timeout, () -> runIdempotent(name, print, work));
            } catch (RuntimeException failure) {
                if (attempt == MAX_ATTEMPTS || !isRetryable(failure)) {
                    throw failure instanceof RetryableConflict again ? again.finalProblem() : failure;
                }
                backOff(attempt);
            }
        }
    }

    /** Waits for a random time that grows with each attempt. With equal delays, two writes would conflict again. */
    private static void backOff(int attempt) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_STEP.toNanos() << attempt));
    }

    private StoredResponse runIdempotent(@Nullable IdempotencyKey name, byte[] print, Supplier<StoredResponse> work) {
        if (name == null) {
            return work.get();
        }
        Optional<StoredResponse> earlier = idempotencyStore.find(name, print);
        if (earlier.isPresent()) {
            return earlier.get().asReplay();
        }
        StoredResponse response = work.get();
        idempotencyStore.store(name, print, response);
        return response;
    }

    private StoredResponse inTransaction(Duration timeout, Supplier<StoredResponse> work) {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout((int) timeout.toSeconds()));
        boolean done = false;
        try {
            if (timeout.compareTo(TIMEOUT) > 0) {
                deadline.extend(timeout);
            }
            StoredResponse response = work.get();
            done = !dryRun();
            if (done) {
                QuarkusTransaction.commit();
            }
            return response;
        } finally {
            if (!done) {
                QuarkusTransaction.rollback();
            }
        }
    }

    private static boolean isRetryable(RuntimeException failure) {
        return failure instanceof RetryableConflict
                || SqlState.of(failure)
                        .filter(state -> SqlState.isRetryable(state) || SqlState.isUniqueViolation(state))
                        .isPresent();
    }

    private static RestResponse<byte[]> respond(StoredResponse stored) {
        var response = RestResponse.ResponseBuilder.<byte[]>create(stored.status());
        stored.headers().forEach(response::header);
        return stored.body().length == 0
                ? response.build()
                : response.entity(stored.body()).build();
    }
}
