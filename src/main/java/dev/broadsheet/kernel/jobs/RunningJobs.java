package dev.broadsheet.kernel.jobs;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The calls of {@link BackgroundJob} methods that are running. Safe for all threads. */
@Singleton
class RunningJobs {

    private static final Logger LOG = Logger.getLogger(RunningJobs.class);
    private static final long SECONDS_TO_END = 10;

    /** One party a call, and one for the running application: the phase ends when that one has left too. */
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
