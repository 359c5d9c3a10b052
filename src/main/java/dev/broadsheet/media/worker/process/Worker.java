package dev.broadsheet.media.worker.process;

import dev.broadsheet.media.worker.job.Job;
import dev.broadsheet.media.worker.job.Outcome;
import dev.broadsheet.media.worker.process.WorkerFailure.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs in the worker process, one at a time, in the order of the calls. The process is started for the first job
 * and after a kill, and stopped when it has been idle for a while. Thread-safe.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** How many jobs may wait. */
    public static final int QUEUE = 32;

    private static final long CHECK_MILLIS = 20;

    /** Asking for the formats unpacks the native libraries the first time, which is no fault of a picture. */
    private static final Duration UNPACKING = Duration.ofSeconds(30);

    private final ChildCommand command;
    private final Deadlines deadlines;
    private final Semaphore places = new Semaphore(QUEUE + 1);
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ScheduledThreadPoolExecutor timer;

    // Guarded by turn, but killed and shown by others.
    private volatile @Nullable Child child;
    private @Nullable ScheduledFuture<?> idleStop;
    private volatile boolean closed;

    /**
     * @param folder the working directory of the process
     * @param main its main class; it reads jobs and writes outcomes
     */
    public Worker(Path folder, Class<?> main, Deadlines deadlines) {
        this.command = new ChildCommand(folder, main);
        this.deadlines = deadlines;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "media-worker-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        // After close nothing is watched any more, because everything is killed.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    public Outcome run(Job job) throws WorkerFailure {
        Deadlines limits =
                job instanceof Job.ListFormats ? new Deadlines(UNPACKING, UNPACKING, deadlines.idle()) : deadlines;
        long end = System.nanoTime() + limits.wall().toNanos();
        if (!places.tryAcquire()) {
            throw new WorkerFailure(Reason.BUSY);
        }
        try {
            awaitTurn(end);
            try {
                return runNow(job, limits, end);
            } finally {
                turn.unlock();
            }
        } finally {
            places.release();
        }
    }

    /** Whether a job runs or waits. */
    public boolean isBusy() {
        return places.availablePermits() <= QUEUE;
    }

    /** The running process, for operators and tests. */
    public OptionalLong pid() {
        Child current = child;
        return current != null && current.isAlive() ? OptionalLong.of(current.pid()) : OptionalLong.empty();
    }

    /** Kills the process. Jobs that run or come later fail as busy. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        Child current = child;
        if (current != null) {
            current.kill();
        }
    }

    private void awaitTurn(long end) throws WorkerFailure {
        try {
            if (!turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new WorkerFailure(Reason.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerFailure(Reason.BUSY);
        }
    }

    /** A process that ends by itself may have been killed from outside, so the job gets a second one. */
    private Outcome runNow(Job job, Deadlines limits, long end) throws WorkerFailure {
        try {
            for (int attempt = 0; attempt < 2 && !closed; attempt++) {
                Child current = runningChild(end);
                Outcome outcome = attempt(current, job, limits, end);
                if (outcome != null) {
                    return outcome;
                }
            }
            throw new WorkerFailure(closed ? Reason.BUSY : Reason.CRASHED);
        } finally {
            stopWhenIdle();
        }
    }

    /** @return null if the process ended without being killed by the watch */
    private @Nullable Outcome attempt(Child current, Job job, Deadlines limits, long end) throws WorkerFailure {
        Watch watch = new Watch(current, limits, end);
        ScheduledFuture<?> checks =
                timer.scheduleWithFixedDelay(watch::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return current.run(job);
        } catch (IOException ended) {
            watch.stop();
            drop(current);
            Reason reason = watch.reason();
            if (reason != null) {
                throw new WorkerFailure(reason);
            }
            LOG.debugf("The worker process %d ended during a job: %s", current.pid(), ended.getMessage());
            return null;
        } finally {
            watch.stop();
            checks.cancel(false);
            if (watch.reason() != null) {
                // Killed in the moment of its answer.
                drop(current);
            }
        }
    }

    private Child runningChild(long end) throws WorkerFailure {
        Child current = child;
        if (current != null && current.isAlive()) {
            return current;
        }
        try {
            Child fresh = new Child(command.builder().start());
            child = fresh;
            // The start is limited by the wall clock alone.
            ScheduledFuture<?> kill =
                    timer.schedule(fresh::kill, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            try {
                fresh.awaitReady();
                if (closed) {
                    throw new IOException("closed");
                }
            } catch (IOException ended) {
                drop(fresh);
                throw ended;
            } finally {
                kill.cancel(false);
            }
            return fresh;
        } catch (IOException | RuntimeException failure) {
            LOG.errorf("The worker process for pictures can't be started: %s (%s)", failure, command.log());
            throw new WorkerFailure(Reason.BUSY);
        }
    }

    private void drop(Child ended) {
        ended.kill();
        child = null;
    }

    private void stopWhenIdle() {
        ScheduledFuture<?> former = idleStop;
        if (former != null) {
            former.cancel(false);
        }
        if (!closed) {
            idleStop = timer.schedule(this::stopIfIdle, deadlines.idle().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void stopIfIdle() {
        // Not while a job runs: it schedules the next check at its end.
        if (turn.tryLock()) {
            try {
                Child current = child;
                if (current != null && !turn.hasQueuedThreads()) {
                    drop(current);
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
