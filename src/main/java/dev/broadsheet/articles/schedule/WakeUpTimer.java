package dev.broadsheet.articles.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs its task once, at the earliest of the times set since its last run. Thread-safe. */
final class WakeUpTimer {

    private final ScheduledExecutorService executor;
    private final Runnable task;

    private @Nullable Instant wakeUpAt;
    private @Nullable ScheduledFuture<?> future;

    WakeUpTimer(ScheduledExecutorService executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    /** @param now the current time of the same clock as {@code at}; if {@code at} is past, the task runs immediately */
    synchronized void set(Instant at, Instant now) {
        if (wakeUpAt != null && !at.isBefore(wakeUpAt)) {
            return;
        }
        stop();
        wakeUpAt = at;
        long delay = Math.max(0, Duration.between(now, at).toMillis());
        future = executor.schedule(this::fire, delay, TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (future != null) {
            future.cancel(false);
        }
        future = null;
        wakeUpAt = null;
    }

    private void fire() {
        synchronized (this) {
            future = null;
            wakeUpAt = null;
        }
        task.run();
    }
}
