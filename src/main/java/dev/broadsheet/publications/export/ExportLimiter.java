package dev.broadsheet.publications.export;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Lets so many exports in at a time, and shows out who stays too long. */
@ApplicationScoped
class ExportLimiter {

    private static final String RETRY_SECONDS = "15";

    private final Semaphore permits;
    private final ExportSettings settings;
    private final Vertx vertx;

    ExportLimiter(ExportSettings settings, Vertx vertx) {
        this.permits = new Semaphore(settings.atOnce());
        this.settings = settings;
        this.vertx = vertx;
    }

    /**
     * Takes a place until the request of this thread ends, however it ends. A client that stops reading would hold it for
     * good: its connection is closed when the time is over.
     *
     * @throws Problem 503 if all are taken
     */
    void acquire(HttpServerRequest request) {
        if (!permits.tryAcquire()) {
            throw new Problem(
                            ProblemCode.BUSY,
                            "As many exports as are carried out at a time (" + settings.atOnce() + ") are running.")
                    .header("Retry-After", RETRY_SECONDS);
        }
        long timer = vertx.setTimer(
                settings.timeLimit().toMillis(), over -> request.connection().close());
        CurrentRequestManager.get().registerCompletionCallback(failure -> {
            vertx.cancelTimer(timer);
            permits.release();
        });
    }
}
