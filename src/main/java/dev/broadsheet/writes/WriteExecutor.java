package dev.broadsheet.writes;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.kernel.request.RequestFingerprint;
import dev.broadsheet.kernel.sql.SqlState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Carries out writes. Each is one transaction, done whole or not at all; one that meets another (a deadlock, a name that
 * was free a moment ago) is done again from the start. On top of that, for every write alike:
 *
 * <ul>
 *   <li>{@code Idempotency-Key}: a repeat gets the first answer, before any precondition is looked at
 *   <li>{@code dryRun=true}: the real write, answered and rolled back; it asks for and leaves no stored answer
 *   <li>{@code Prefer} (RFC 7240), and {@code warnings} in one shape
 * </ul>
 *
 * <p>The work must not do anything that a rollback doesn't undo, and must bear being done twice.
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
    private final CurrentCaller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final StatementDeadline deadline;

    WriteExecutor(
            IdempotencyStore idempotencyStore,
            WriteResponseBuilder writer,
            RequestFingerprint fingerprint,
            RecordedEvents told,
            CurrentCaller caller,
            HttpHeaders headers,
            UriInfo uri,
            StatementDeadline deadline) {
        this.idempotencyStore = idempotencyStore;
        this.writer = writer;
        this.fingerprint = fingerprint;
        this.recordedEvents = told;
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
        this.deadline = deadline;
    }

    /** Carries out the write that the request asks for. */
    public RestResponse<byte[]> execute(Supplier<WriteResult> work) {
        return execute(TIMEOUT, work);
    }

    /** The same for work of minutes, whose statements may take as long. */
    public RestResponse<byte[]> execute(Duration timeout, Supplier<WriteResult> work) {
        Optional<IdempotencyKey> name = idempotencyKey();
        byte[] print = name.isPresent() ? fingerprint.bytes() : new byte[0];
        return respond(runWithRetries(name.orElse(null), print, timeout, () -> writer.build(work.get(), dryRun())));
    }

    /**
     * Carries out one item of a batch, in a transaction of its own. It is repeated, and replayed, by itself: the name is
     * the request's with the item's number, so a batch that broke off goes on where it broke when it is sent again.
     *
     * @param print tells another item under the same number from a repeat
     */
    public StoredResponse executeItem(int number, byte[] print, Supplier<WriteResult> work) {
        IdempotencyKey name = idempotencyKey().map(whole -> whole.item(number)).orElse(null);
        return runWithRetries(name, print, TIMEOUT, () -> writer.buildWithBody(work.get(), dryRun()));
    }

    /** Refuses a name that is none, before any work on the body. */
    public void checkIdempotencyKey() {
        idempotencyKey();
    }

    /** Whether the request is a rehearsal. */
    public boolean dryRun() {
        return "true".equals(uri.getQueryParameters().getFirst("dryRun"));
    }

    private Optional<IdempotencyKey> idempotencyKey() {
        return dryRun()
                ? Optional.empty()
                : IdempotencyKey.from(
                        headers.getRequestHeader(RequestFingerprint.IDEMPOTENCY_KEY),
                        caller.require().id());
    }

    /** @param name null for a write that is not named; a rehearsal never is */
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

    /** For a random moment, longer each time: two that met would only meet again. */
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
        StoredResponse answer = work.get();
        idempotencyStore.store(name, print, answer);
        return answer;
    }

    private StoredResponse inTransaction(Duration timeout, Supplier<StoredResponse> work) {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout((int) timeout.toSeconds()));
        boolean done = false;
        try {
            if (timeout.compareTo(TIMEOUT) > 0) {
                deadline.extend(timeout);
            }
            StoredResponse answer = work.get();
            done = !dryRun();
            if (done) {
                QuarkusTransaction.commit();
            }
            return answer;
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

    private static RestResponse<byte[]> respond(StoredResponse answer) {
        var response = RestResponse.ResponseBuilder.<byte[]>create(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
