package dev.broadsheet.media.worker.process;

import dev.broadsheet.media.worker.process.WorkerFailure.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kills a child whose job takes too long. Checked again and again by another thread while the job runs. */
final class Watch {

    private final Child child;
    private final Deadlines deadlines;
    private final long started = System.nanoTime();
    private final long end;
    private final Optional<Duration> before;
    private volatile @Nullable Reason reason;
    private boolean over;

    /** @param end the latest time of the answer, by {@link System#nanoTime} */
    Watch(Child child, Deadlines deadlines, long end) {
        this.child = child;
        this.deadlines = deadlines;
        this.end = end;
        this.before = child.processorTime();
    }

    synchronized void check() {
        if (over) {
            return;
        }
        if (used().compareTo(deadlines.processor()) >= 0) {
            kill(Reason.TOO_SLOW);
        } else if (System.nanoTime() - end >= 0) {
            kill(Reason.BUSY);
        }
    }

    /** Ends the watch: an outcome has come, or the child has ended. */
    synchronized void stop() {
        over = true;
    }

    /** Why the child was killed; null if it wasn't. */
    @Nullable
    Reason reason() {
        return reason;
    }

    private void kill(Reason why) {
        reason = why;
        over = true;
        child.kill();
    }

    /** Where the system doesn't tell the processor time, the time since the start counts. */
    private Duration used() {
        Optional<Duration> now = child.processorTime();
        return now.isPresent() && before.isPresent()
                ? now.get().minus(before.get())
                : Duration.ofNanos(System.nanoTime() - started);
    }
}
