package dev.broadsheet.kernel.jobs;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Counts the running calls of {@link BackgroundJob} methods. Thread-safe. */
@Singleton
class RunningJobs {

    private static final Logger LOG = Logger.getLogger(RunningJobs.class);
    private static final long SECONDS_TO_END = 10;

    /** One party per call, and one for the running application: the phase ends when all of them have left. */
    private final Phaser running = new Phaser(1);

    private volatile boolean stopping;

    /** @return false when the application is shutting down; otherwise {@link #end} must follow */
    boolean begin() {
        return !stopping && running.register() >= 0;
    }

    void end() {
        running.arriveAndDeregister();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopping = true;
        try {
            running.awaitAdvanceInterruptibly(running.arriveAndDeregister(), SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            LOG.warnf("A background job was still running %d s after the shutdown began.", SECONDS_TO_END);
        }
    }
}
