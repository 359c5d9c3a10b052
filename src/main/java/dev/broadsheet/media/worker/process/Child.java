package dev.broadsheet.media.worker.process;

import dev.broadsheet.media.worker.job.Job;
import dev.broadsheet.media.worker.job.Outcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A running worker process. Its input and output block; another thread may kill it, which ends them. */
final class Child {

    private final Process process;
    private final DataOutputStream jobs;
    private final DataInputStream outcomes;

    Child(Process process) {
        this.process = process;
        this.jobs = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.outcomes = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** Returns when the process takes jobs. */
    void awaitReady() throws IOException {
        int first = outcomes.readByte();
        if (first != Job.READY) {
            throw new IOException("its output begins with " + first);
        }
    }

    Outcome run(Job job) throws IOException {
        job.write(jobs);
        jobs.flush();
        return Outcome.read(outcomes);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time used so far, where the system tells it. */
    Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    /** Ends the process at once. Nothing that it writes later reaches the files of other jobs. */
    void kill() {
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }
}
