package dev.broadsheet.media.file;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaChange;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.media.image.FileName;
import dev.broadsheet.media.image.FileSigner;
import dev.broadsheet.media.image.Picture;
import dev.broadsheet.media.image.Ratio;
import dev.broadsheet.media.worker.ImageFormat;
import dev.broadsheet.media.worker.ImageWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the renditions of pictures before readers ask for them, on one background thread that starts none while other
 * jobs run or wait. The queue is in memory and bounded: what is dropped, and what a shutdown leaves, is made at its first
 * request. Thread-safe.
 */
@ApplicationScoped
public class RenditionQueue {

    private static final Logger LOG = Logger.getLogger(RenditionQueue.class);

    /** The changes after which a medium may lack renditions. */
    private static final Set<MediaChange> NEW_RENDITIONS =
            EnumSet.of(MediaChange.CHANGED, MediaChange.REPLACED, MediaChange.RESTORED);

    private static final int MAX_MEDIA = 1_000;
    private static final int MAX_ATTEMPTS = 3;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    private static final Duration BUSY_CHECK = Duration.ofMillis(50);

    private final MediaUsage usage;
    private final RenditionFiles renditions;
    private final FileSigner signer;
    private final ImageWorker worker;
    private final Clock clock;
    private final boolean serving;

    private final Set<UUID> queued = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_MEDIA), RenditionQueue::thread);

    RenditionQueue(
            MediaUsage usage,
            RenditionFiles renditions,
            FileSigner signer,
            ImageWorker worker,
            Clock clock,
            @ConfigProperty(name = "broadsheet.serving") boolean serving) {
        this.usage = usage;
        this.renditions = renditions;
        this.signer = signer;
        this.worker = worker;
        this.clock = clock;
        this.serving = serving;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "renditions");
        thread.setDaemon(true);
        return thread;
    }

    /** Asks for the formats, which may unpack FFmpeg, so that no request waits for that. */
    void start(@Observes StartupEvent start) {
        if (serving) {
            executor.execute(worker::writable);
        }
    }

    /** Doesn't wait: what is queued ends at once, and what runs is killed with the worker. */
    void stop(@Observes ShutdownEvent stop) {
        closing.countDown();
        executor.shutdown();
    }

    /** New bytes, a new focus and new crops have new renditions. For other metadata, all are found in the store. */
    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        UUID media = change.id();
        if (media != null && NEW_RENDITIONS.contains(change.type())) {
            add(media);
        }
    }

    /**
     * Queues the renditions that a medium lacks, if it is a picture and a live article shows it by then. Call it after the
     * commit. Returns at once.
     */
    public void add(UUID media) {
        if (!serving || !queued.add(media)) {
            return;
        }
        try {
            executor.execute(() -> run(media));
        } catch (RejectedExecutionException full) {
            queued.remove(media);
        }
    }

    private void run(UUID id) {
        // Removed first: a change from now on may come too late for this run, so it queues the medium again.
        queued.remove(id);
        if (isClosing()) {
            return;
        }
        try {
            Optional<Media> shown = QuarkusTransaction.requiringNew().call(() -> findShown(id));
            if (shown.isPresent()) {
                make(shown.get());
            }
        } catch (Problem failed) {
            LOG.debugf("Renditions of medium %s are left to readers: %s", id, failed.detail());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (!isClosing()) {
                LOG.warnf(failure, "Renditions of medium %s can't be made ahead.", id);
            }
        }
    }

    private Optional<Media> findShown(UUID id) {
        return Media.<Media>findByIdOptional(id)
                .filter(media -> !media.isTrashed() && !media.isLicenseEnded(clock.now()) && usage.shownLive(id));
    }

    private void make(Media media) throws InterruptedException {
        Picture picture = media.picture().orElse(null);
        if (picture == null) {
            return;
        }
        for (FileName name : names(picture)) {
            if (renditions.find(picture, name).isEmpty()) {
                make(media, picture, name);
            }
            if (isClosing()) {
                return;
            }
        }
    }

    /** The small ones first: they are made soon, and lists and phones show them. */
    private List<FileName> names(Picture picture) {
        List<ImageFormat> formats = picture.formats(worker.writable());
        return Stream.of(Ratio.values())
                .flatMap(ratio -> picture.sizes(ratio).stream()
                        .flatMap(size ->
                                formats.stream().map(format -> signer.name(picture, ratio, size.width(), format))))
                .sorted(Comparator.comparingInt(FileName::width))
                .toList();
    }

    private void make(Media media, Picture picture, FileName name) throws InterruptedException {
        for (int attempt = 1; awaitIdleWorker(); attempt++) {
            try {
                renditions.get(media, picture, name);
                return;
            } catch (Problem failed) {
                if (failed.code() != ProblemCode.BUSY) {
                    LOG.debugf("The rendition %s of medium %s is left to readers: %s", name, media.id, failed.detail());
                    return;
                }
                if (attempt == MAX_ATTEMPTS || pause(RETRY_DELAY)) {
                    throw failed;
                }
            }
        }
    }

    /** @return false when the application is shutting down */
    private boolean awaitIdleWorker() throws InterruptedException {
        while (worker.isBusy()) {
            if (pause(BUSY_CHECK)) {
                return false;
            }
        }
        return !isClosing();
    }

    /** @return whether the application is shutting down */
    private boolean pause(Duration duration) throws InterruptedException {
        return closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
