package dev.broadsheet.media.worker.child;

import dev.broadsheet.media.worker.job.Job;
import dev.broadsheet.media.worker.job.Outcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;

/**
 * The worker process: reads jobs from the standard input and writes their outcomes to the standard output. Ends when the
 * input ends, and so with the app, even in the middle of a job.
 */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String... words) throws InterruptedException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // The standard output is for outcomes alone.
        System.setOut(System.err);
        SynchronousQueue<Job> jobs = new SynchronousQueue<>();
        Thread work = new Thread(() -> work(jobs, out), "work");
        work.setDaemon(true);
        work.start();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
            out.writeByte(Job.READY);
            out.flush();
            while (true) {
                jobs.put(Job.read(in));
            }
        } catch (EOFException end) {
            Runtime.getRuntime().halt(0);
        } catch (IOException lost) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void work(SynchronousQueue<Job> jobs, DataOutputStream out) {
        JobRunner runner = new JobRunner();
        try {
            while (true) {
                Outcome outcome = runner.run(jobs.take());
                outcome.write(out);
                out.flush();
            }
        } catch (IOException | InterruptedException lost) {
            Runtime.getRuntime().halt(1);
        } catch (Throwable failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(2);
        }
    }
}
