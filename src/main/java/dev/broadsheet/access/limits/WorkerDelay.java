package dev.broadsheet.access.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * How long a request waits for a worker thread. Measured by an empty task that takes its place in the queue like a
 * request: Quarkus hides the length of the queue, and a time means the same on each machine.
 */
@ApplicationScoped
class WorkerDelay {

    private static final long EVERY_MILLIS = 100;

    private final Vertx vertx;
    private final ExecutorService workers;
    private long timer;

    /** {@code System.nanoTime()} at which the task that is in the queue was submitted; 0 if none is. */
    private volatile long submitted;

    WorkerDelay(Vertx vertx, ExecutorService workers, MeterRegistry meters) {
        this.vertx = vertx;
        this.workers = workers;
        Gauge.builder(
                        "broadsheet.limits.worker.delay",
                        this,
                        delay -> delay.get().toNanos() / 1e9)
                .baseUnit("seconds")
                .description("How long the oldest request has waited for a worker thread.")
                .register(meters);
    }

    void begin(@Observes StartupEvent start) {
        timer = vertx.setPeriodic(EVERY_MILLIS, period -> submit());
    }

    void end(@Observes ShutdownEvent stop) {
        vertx.cancelTimer(timer);
    }

    /** Zero, or the time that the task has been in the queue. Costs a volatile read. */
    Duration get() {
        long since = submitted;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private void submit() {
        if (submitted == 0) {
            submitted = System.nanoTime() | 1;
            workers.execute(() -> submitted = 0);
        }
    }
}
