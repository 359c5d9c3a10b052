package dev.broadsheet.kernel.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

    private final RunningJobs jobs = new RunningJobs();

    @Test
    void shutdownWaitsForRunningCallsAndRefusesNewOnes() {
        assertThat(jobs.begin()).isTrue();
        CompletableFuture<Void> shutdown = CompletableFuture.runAsync(this::stop);
        await().until(() -> !jobs.begin() || endAtOnce());
        assertThat(shutdown).isNotDone();

        jobs.end();
        await().until(shutdown::isDone);
        assertThat(shutdown).isCompleted();
        assertThat(jobs.begin()).isFalse();
    }

    @Test
    void shutdownWithoutCallsDoesNotWait() {
        stop();
        assertThat(jobs.begin()).isFalse();
    }

    private boolean endAtOnce() {
        jobs.end();
        return false;
    }

    private void stop() {
        try {
            jobs.stop(new ShutdownEvent());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
