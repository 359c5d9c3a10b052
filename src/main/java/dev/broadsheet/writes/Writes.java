package dev.broadsheet.writes;

import dev.broadsheet.access.Caller;
import dev.broadsheet.kernel.SqlState;
import dev.broadsheet.kernel.http.Fingerprint;
import dev.broadsheet.kernel.pool.StatementDeadline;
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
public class Writes {

    private static final int MAX_ATTEMPTS = 8;
    private static final Duration STEP = Duration.ofMillis(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final AnswerBook book;
    private final AnswerWriter writer;
    private final Fingerprint fingerprint;
    private final Told told;
    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final StatementDeadline deadline;

    Writes(
            AnswerBook book,
            AnswerWriter writer,
            Fingerprint fingerprint,
            Told told,
            Caller caller,
            HttpHeaders headers,
            UriInfo uri,
            StatementDeadline deadline) {
        this.book = book;
        this.writer = writer;
        this.fingerprint = fingerprint;
        this.told = told;
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
        this.deadline = deadline;
    }

    /** Carries out the write that the request asks for. */
    public RestResponse<byte[]> answer(Supplier<Written> work) {
        return answer(TIMEOUT, work);
    }

    /** The same for work of minutes, whose statements may take as long. */
    public RestResponse<byte[]> answer(Duration timeout, Supplier<Written> work) {
        Optional<IdempotencyName> name = name();
        byte[] print = name.isPresent() ? fingerprint.bytes() : new byte[0];
        return respond(carryOut(name.orElse(null), print, timeout, () -> writer.write(work.get(), dryRun())));
    }

    /**
     * Carries out one item of a batch, in a transaction of its own. It is repeated, and replayed, by itself: the name is
     * the request's with the item's number, so a batch that broke off goes on where it broke when it is sent again.
     *
     * @param print tells another item under the same number from a repeat
     */
    public Answer item(int number, byte[] print, Supplier<Written> work) {
        IdempotencyName name = name().map(whole -> whole.item(number)).orElse(null);
        return carryOut(name, print, TIMEOUT, () -> writer.writeWhole(work.get(), dryRun()));
    }

    /** Refuses a name that is none, before any work on the body. */
    public void checkName() {
        name();
    }

    /** Whether the request is a rehearsal. */
    public boolean dryRun() {
        return "true".equals(uri.getQueryParameters().getFirst("dryRun"));
    }

    private Optional<IdempotencyName> name() {
        return dryRun()
                ? Optional.empty()
                : IdempotencyName.in(
                        headers.getRequestHeader(Fingerprint.IDEMPOTENCY_KEY),
                        caller.require().id());
    }

    /** @param name null for a write that is not named; a rehearsal never is */
    private Answer carryOut(@Nullable IdempotencyName name, byte[] print, Duration timeout, Supplier<Answer> work) {
        for (int attempt = 1; ; attempt++) {
            told.forget();
            try {
                return inTransaction(timeout, () -> once(name, print, work));
            } catch (RuntimeException failure) {
                if (attempt == MAX_ATTEMPTS || !isWorthAnother(failure)) {
                    throw failure instanceof Again again ? again.inTheEnd() : failure;
                }
                standAside(attempt);
            }
        }
    }

    /** For a random moment, longer each time: two that met would only meet again. */
    private static void standAside(int attempt) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(STEP.toNanos() << attempt));
    }

    private Answer once(@Nullable IdempotencyName name, byte[] print, Supplier<Answer> work) {
        if (name == null) {
            return work.get();
        }
        Optional<Answer> earlier = book.find(name, print);
        if (earlier.isPresent()) {
            return earlier.get().replayed();
        }
        Answer answer = work.get();
        book.keep(name, print, answer);
        return answer;
    }

    private Answer inTransaction(Duration timeout, Supplier<Answer> work) {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout((int) timeout.toSeconds()));
        boolean done = false;
        try {
            if (timeout.compareTo(TIMEOUT) > 0) {
                deadline.extend(timeout);
            }
            Answer answer = work.get();
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

    private static boolean isWorthAnother(RuntimeException failure) {
        return failure instanceof Again
                || SqlState.of(failure)
                        .filter(state -> SqlState.isEntangled(state) || SqlState.isTaken(state))
                        .isPresent();
    }

    private static RestResponse<byte[]> respond(Answer answer) {
        var response = RestResponse.ResponseBuilder.<byte[]>create(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
