package dev.broadsheet.media.worker;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.worker.child.WorkerMain;
import dev.broadsheet.media.worker.job.Job;
import dev.broadsheet.media.worker.job.Outcome;
import dev.broadsheet.media.worker.process.Deadlines;
import dev.broadsheet.media.worker.process.Worker;
import dev.broadsheet.media.worker.process.WorkerFailure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decodes pictures and writes renditions, one at a time, in the worker process. Calls wait for their turn and are answered
 * within 6.5 seconds. Blocks: not for the event loop, and not within a transaction.
 */
@ApplicationScoped
public class ImageWorker {

    private static final Logger LOG = Logger.getLogger(ImageWorker.class);
    private static final String RETRY_SECONDS = "5";

    /** Between two attempts to learn the formats: a response with many pictures must not start a process for each. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

    private static final Set<ImageFormat> WITHOUT_FFMPEG =
            Collections.unmodifiableSet(EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG));

    private final Worker worker;
    private volatile @Nullable Set<ImageFormat> writable;
    private volatile long retryAt = System.nanoTime();

    @Inject
    ImageWorker(WorkerSettings settings) {
        this(settings.folder(), Deadlines.DEFAULT);
    }

    /** @param folder for the log and the native libraries */
    ImageWorker(Path folder, Deadlines deadlines) {
        this.worker = new Worker(folder.toAbsolutePath(), WorkerMain.class, deadlines);
    }

    /**
     * Decodes a file once and writes its working copy: upright, sRGB, the longer side at most 2,400 pixels.
     *
     * @throws Problem 422 if the file can't be decoded within the limits, 503 if there is too much to do
     */
    public ImageFacts read(Path file, String mediaType, Path workingCopy) {
        // Unpacks FFmpeg before the time of the picture begins.
        writable();
        Outcome outcome = run(new Job.Read(absolute(file), mediaType, absolute(workingCopy)), workingCopy);
        if (outcome instanceof Outcome.Facts facts) {
            return new ImageFacts(
                    facts.width(),
                    facts.height(),
                    facts.transparent(),
                    facts.animated(),
                    facts.blurHash(),
                    facts.color());
        }
        throw unexpected(outcome);
    }

    /**
     * Writes a rendition of a working copy to a file.
     *
     * @throws Problem 503 if there is too much to do
     */
    public void render(Path workingCopy, Rendition rendition, Path target) {
        Job job = new Job.Render(
                absolute(workingCopy),
                rendition.left(),
                rendition.top(),
                rendition.right(),
                rendition.bottom(),
                rendition.width(),
                rendition.height(),
                rendition.format().name().toLowerCase(Locale.ROOT),
                absolute(target));
        Outcome outcome = run(job, target);
        if (!(outcome instanceof Outcome.Done)) {
            throw unexpected(outcome);
        }
    }

    /**
     * The formats that can be written on this machine: without FFmpeg's native libraries JPEG and PNG only. The first call
     * in a new data folder unpacks these, which takes a second or two. While the worker process can't be started, it is
     * JPEG and PNG as well, so that live reads don't need the worker; a call after five seconds asks again.
     */
    public Set<ImageFormat> writable() {
        Set<ImageFormat> known = writable;
        if (known != null) {
            return known;
        }
        if (System.nanoTime() - retryAt < 0) {
            return WITHOUT_FFMPEG;
        }
        Outcome outcome;
        try {
            outcome = run(new Job.ListFormats(), null);
        } catch (Problem unavailable) {
            return retryLater();
        }
        if (!(outcome instanceof Outcome.Formats formats)) {
            return retryLater();
        }
        Set<ImageFormat> found = EnumSet.noneOf(ImageFormat.class);
        formats.names().forEach(name -> found.add(ImageFormat.valueOf(name.toUpperCase(Locale.ROOT))));
        known = Collections.unmodifiableSet(found);
        writable = known;
        return known;
    }

    private Set<ImageFormat> retryLater() {
        retryAt = System.nanoTime() + RETRY_DELAY.toNanos();
        return WITHOUT_FFMPEG;
    }

    /** Whether the worker has told its formats, so that {@link #writable} doesn't change any more. */
    public boolean knowsFormats() {
        return writable != null;
    }

    /** Whether a job runs or waits. For work that has time. */
    public boolean isBusy() {
        return worker.isBusy();
    }

    /** The process id of the worker while it runs. */
    OptionalLong pid() {
        return worker.pid();
    }

    @PreDestroy
    void close() {
        worker.close();
    }

    /** @param written the file that is removed when the job fails */
    private Outcome run(Job job, @Nullable Path written) {
        boolean done = false;
        try {
            Outcome outcome = worker.run(job);
            if (outcome instanceof Outcome.Refused refused) {
                throw new Problem(refused.code(), refused.detail());
            }
            done = !(outcome instanceof Outcome.Failed);
            return outcome;
        } catch (WorkerFailure failure) {
            throw switch (failure.reason()) {
                case BUSY -> busy();
                case TOO_SLOW ->
                    new Problem(
                            ProblemCode.IMAGE_TOO_SLOW,
                            "Decoding the picture takes more than 4.5 seconds of processor time.");
                case CRASHED -> new Problem(ProblemCode.IMAGE_UNREADABLE, "The decoder failed on the file.");
            };
        } finally {
            if (!done && written != null) {
                delete(written);
            }
        }
    }

    private static Problem unexpected(Outcome outcome) {
        LOG.errorf("The worker process for pictures failed: %s", outcome);
        return busy();
    }

    /** 503: try again later. */
    public static Problem busy() {
        return new Problem(ProblemCode.BUSY, "Pictures can't be worked on at the moment.")
                .header("Retry-After", RETRY_SECONDS);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftBehind) {
            LOG.warnf("The unfinished file %s can't be deleted: %s", file, leftBehind.getMessage());
        }
    }
}
