package dev.broadsheet.articles;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rings once, at the earliest of the moments that it was set to since it rang last. Safe for all threads. */
final class Alarm {

    private final ScheduledExecutorService executor;
    private final Runnable bell;

    private @Nullable Instant moment;
    private @Nullable ScheduledFuture<?> ringing;

    Alarm(ScheduledExecutorService executor, Runnable bell) {
        this.executor = executor;
        this.bell = bell;
    }

    /** @param now by the same clock; what is past already rings at once */
    synchronized void set(Instant at, Instant now) {
        if (moment != null && !at.isBefore(moment)) {
            return;
        }
        stop();
        moment = at;
        long delay = Math.max(0, Duration.between(now, at).toMillis());
        ringing = executor.schedule(this::ring, delay, TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (ringing != null) {
            ringing.cancel(false);
        }
        ringing = null;
        moment = null;
    }

    private void ring() {
        synchronized (this) {
            ringing = null;
            moment = null;
        }
        bell.run();
    }
}
