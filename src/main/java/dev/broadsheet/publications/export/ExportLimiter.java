package dev.broadsheet.publications.export;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Limits the number of concurrent exports, and the duration of each. */
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
     * Takes a permit, which is released when the current request completes or fails. A client that stops reading would
     * keep the permit forever, so its connection is closed at the time limit.
     *
     * @throws Problem 503 if all permits are taken
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
