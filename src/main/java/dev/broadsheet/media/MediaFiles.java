package dev.broadsheet.media;

import static dev.broadsheet.media.MediaTable.MEDIA;

import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.embedded.EmbeddedMetadata;
import dev.broadsheet.media.embedded.EmbeddedMetadataReader;
import dev.broadsheet.media.storage.FileKey;
import dev.broadsheet.media.storage.FileStore;
import dev.broadsheet.media.storage.IncomingFile;
import dev.broadsheet.media.storage.LocalFileStore;
import dev.broadsheet.media.storage.StoredFile;
import dev.broadsheet.media.worker.ImageFacts;
import dev.broadsheet.media.worker.ImageWorker;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;

/** The files of media. Failures of the store become problems: 503 or 507. */
@ApplicationScoped
public class MediaFiles {

    private static final Logger LOG = Logger.getLogger(MediaFiles.class);

    private final MediaSettings settings;
    private final ImageWorker worker;
    private final EmbeddedMetadataReader metadata;
    private final SweepLock sweepLock;
    private final DSLContext sql;
    private final Path incoming;
    private final FileStore store;

    MediaFiles(
            MediaSettings settings,
            ImageWorker worker,
            EmbeddedMetadataReader metadata,
            SweepLock sweepLock,
            DSLContext sql) {
        this.settings = settings;
        this.worker = worker;
        this.metadata = metadata;
        this.sweepLock = sweepLock;
        this.sql = sql;
        Path folder = settings.folder().toAbsolutePath();
        this.incoming = folder.resolve("incoming");
        this.store = new LocalFileStore(folder);
    }

    /**
     * An upload with its type, and what it says of itself. Close it in any case.
     *
     * @param facts of a picture; null for other files
     * @param workingCopy a temporary file, unless the store has it already
     */
    public record Upload(
            IncomingFile file,
            FileType type,
            EmbeddedMetadata embedded,
            @Nullable ImageFacts facts,
            @Nullable Path workingCopy)
            implements AutoCloseable {

        @Override
        public void close() {
            deleteTemporary(file.path());
            if (workingCopy != null) {
                deleteTemporary(workingCopy);
            }
        }
    }

    /**
     * Reads an upload to its end, and decodes it if it is a picture.
     *
     * @throws Problem 413, 415, 422, 503 or 507
     */
    public Upload receive(InputStream bytes) {
        long most =
                Math.max(settings.maxImage().asLongValue(), settings.maxFile().asLongValue());
        try {
            IncomingFile file = IncomingFile.receive(incoming, bytes, most);
            try {
                if (file.size() == 0) {
                    throw new Problem(ProblemCode.MALFORMED, "The file is empty.");
                }
                FileType type = FileType.detect(file.path());
                checkSize(file, type);
                return type.isImage() ? decode(file, type) : new Upload(file, type, embedded(file, type), null, null);
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IncomingFile.TooLarge tooLarge) {
            throw tooLarge(most);
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private EmbeddedMetadata embedded(IncomingFile file, FileType type) {
        return metadata.read(file.path(), type.mediaType());
    }

    /** Known bytes aren't decoded again. */
    private Upload decode(IncomingFile file, FileType type) throws IOException {
        EmbeddedMetadata embedded = embedded(file, type);
        Optional<ImageFacts> known = knownFacts(file.hash());
        if (known.isPresent() && store.find(FileKey.working(file.hash())).isPresent()) {
            return new Upload(file, type, embedded, known.get(), null);
        }
        Path workingCopy = temporary();
        try {
            ImageFacts facts = worker.read(file.path(), type.mediaType(), workingCopy);
            return new Upload(file, type, embedded, facts, workingCopy);
        } catch (RuntimeException failure) {
            deleteTemporary(workingCopy);
            throw failure;
        }
    }

    private Optional<ImageFacts> knownFacts(String hash) {
        return sql.select(MEDIA.WIDTH, MEDIA.HEIGHT, MEDIA.TRANSPARENT, MEDIA.ANIMATED, MEDIA.BLURHASH, MEDIA.COLOR)
                .from(MEDIA)
                .where(MEDIA.HASH.eq(hash))
                .and(MEDIA.WIDTH.isNotNull())
                .fetchOptional(Records.mapping(ImageFacts::new));
    }

    private void checkSize(IncomingFile file, FileType type) {
        long limit = (type.isImage() ? settings.maxImage() : settings.maxFile()).asLongValue();
        if (file.size() > limit) {
            throw tooLarge(limit);
        }
    }

    /** Stores an upload durably. Call it before the transaction, so that no committed row lacks its files. */
    public void store(Upload upload) {
        try {
            String hash = upload.file().hash();
            if (upload.workingCopy() != null) {
                store.put(FileKey.working(hash), upload.workingCopy());
            }
            upload.file().storeIn(store, FileKey.original(hash));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /**
     * Keeps the file of an upload until the transaction ends. Call it before a row names the file, unless one did before:
     * a file without a row that is older than a day may be swept at any moment, also just after it was stored again.
     *
     * @throws Problem 503 if it was swept; sending it again helps
     */
    public void keep(Upload upload) {
        if (upload.file().isStored()) {
            sweepLock.share();
            if (find(FileKey.original(upload.file().hash())).isEmpty()) {
                throw new Problem(ProblemCode.BUSY, "The file was swept away meanwhile. Send it again.")
                        .header("Retry-After", "1");
            }
        }
    }

    /**
     * Call it when a row stops naming a file: it stays for a day, so that a copy of the folder has all files of a dump
     * of the database that was made shortly before.
     */
    public void release(String hash) {
        try {
            store.touch(FileKey.original(hash));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    public Optional<StoredFile> find(FileKey key) {
        try {
            return store.find(key);
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /**
     * Stores a file that can be made again at any time.
     *
     * @param writer writes the file to a path
     */
    public StoredFile make(FileKey key, Consumer<Path> writer) {
        try {
            Path file = temporary();
            try {
                writer.accept(file);
                store.put(key, file);
            } finally {
                deleteTemporary(file);
            }
            return store.find(key).orElseThrow(() -> new NoSuchFileException(key.toString()));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /**
     * The copy of a picture that renditions are made from. Decodes the original again if the store has lost it.
     *
     * @throws Problem 404 if the original is missing as well
     */
    public StoredFile workingCopy(Media media) {
        FileKey key = FileKey.working(media.hash);
        return find(key).orElseGet(() -> {
            StoredFile original =
                    find(FileKey.original(media.hash)).orElseThrow(() -> new NotFoundProblem("file", media.name));
            return make(key, file -> worker.read(original.path(), media.type, file));
        });
    }

    /** An empty file on the file system of the store. */
    private Path temporary() throws IOException {
        return IncomingFile.create(incoming);
    }

    private static void deleteTemporary(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftBehind) {
            LOG.warnf("The temporary file %s can't be deleted: %s", file, leftBehind.getMessage());
        }
    }

    /** Where all files are stored. */
    FileStore store() {
        return store;
    }

    /** The folder of uploads that aren't stored yet. */
    Path incoming() {
        return incoming;
    }

    private static Problem tooLarge(long limit) {
        return new Problem(ProblemCode.TOO_LARGE, "The file may have at most " + limit / (1024 * 1024) + " MiB.")
                .with("limit", limit);
    }

    private Problem unavailable(IOException failure) {
        LOG.errorf("The media folder %s can't be used: %s", settings.folder(), failure.getMessage());
        return isFull()
                ? new Problem(
                                ProblemCode.INSUFFICIENT_STORAGE,
                                "There is no disk space for the file. Nothing was changed.")
                        .header("Retry-After", "60")
                : new Problem(ProblemCode.BUSY, "Files can't be stored or read at the moment.")
                        .header("Retry-After", "5");
    }

    /** Whether there may be no room for one more file. Asks the nearest folder that exists: others have no space at all. */
    private boolean isFull() {
        @Nullable File folder = settings.folder().toAbsolutePath().toFile();
        while (folder != null && !folder.exists()) {
            folder = folder.getParentFile();
        }
        return folder != null && folder.getUsableSpace() < settings.maxFile().asLongValue();
    }
}
