package dev.broadsheet.media;

import static dev.broadsheet.media.MediaTable.MEDIA;
import static org.jooq.impl.DSL.any;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.media.storage.FileKey;
import dev.broadsheet.media.storage.IncomingFile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/**
 * Deletes files that no row names and that are older than a day: what a crash between file and row left behind, and what
 * was replaced. Media in the trash keep their files. Several nodes may sweep at the same time, to no harm.
 *
 * <p>An upload stores its file and then writes the row. Its file may be old all the same: bytes that were stored before
 * and never got a row, or lost it. So a batch is one transaction that takes {@link SweepLock}, looks for the rows, and
 * deletes files whose time is still old; an upload shares the lock when it writes the row, and looks whether the file is
 * there ({@link MediaFiles#keep}). While an upload has the lock, the batch is left for the next day. An upload that comes
 * during a batch waits for it; if the batch has deleted its file, it is refused with 503. That takes an orphan of a day
 * that is uploaded again within the milliseconds between the last two steps of the batch.
 */
@ApplicationScoped
public class FileSweeper {

    private static final Logger LOG = Logger.getLogger(FileSweeper.class);

    private static final Duration AGE = Duration.ofDays(1);

    /** Bounds how long uploads wait for the lock: a delete takes well under a millisecond. */
    private static final int BATCH = 200;

    private final DSLContext sql;
    private final MediaFiles files;
    private final SweepLock lock;
    private final Clock clock;

    FileSweeper(DSLContext sql, MediaFiles files, SweepLock lock, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.lock = lock;
        this.clock = clock;
    }

    @Scheduled(
            every = "24h",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void runScheduled() {
        try {
            run();
        } catch (IOException | UncheckedIOException away) {
            LOG.warnf("The media folder can't be swept: %s", away.getMessage());
        }
    }

    /** Deletes everything that may be deleted now. */
    void run() throws IOException {
        Instant before = clock.now().minus(AGE);
        int deleted = IncomingFile.deleteBefore(files.incoming(), before);
        for (FileKey.Area area : FileKey.Area.values()) {
            deleted += sweep(area, before);
        }
        if (deleted > 0) {
            LOG.infof("Deleted %d media files that nothing names.", deleted);
        }
    }

    private int sweep(FileKey.Area area, Instant before) throws IOException {
        List<FileKey> batch = new ArrayList<>();
        int[] deleted = new int[1];
        files.store().forEachBefore(area, before, key -> {
            batch.add(key);
            if (batch.size() == BATCH) {
                deleted[0] += deleteOrphans(batch, before);
                batch.clear();
            }
        });
        return deleted[0] + deleteOrphans(batch, before);
    }

    private int deleteOrphans(List<FileKey> batch, Instant before) {
        List<String> hashes = batch.stream().map(FileKey::hash).distinct().toList();
        // Most batches have no orphans: they are found without the lock.
        if (batch.isEmpty() || named(hashes).size() == hashes.size()) {
            return 0;
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!lock.tryAcquire()) {
                return 0;
            }
            Set<String> named = named(hashes);
            int deleted = 0;
            for (FileKey key : batch) {
                if (!named.contains(key.hash()) && files.store().deleteBefore(key, before)) {
                    deleted++;
                }
            }
            return deleted;
        });
    }

    /** Those of the hashes that a row has. */
    private Set<String> named(List<String> hashes) {
        return sql.select(MEDIA.HASH)
                .from(MEDIA)
                .where(MEDIA.HASH.eq(any(hashes.toArray(String[]::new))))
                .fetchSet(MEDIA.HASH);
    }
}
