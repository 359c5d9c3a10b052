package dev.broadsheet.media;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.storage.FileKey;
import dev.broadsheet.media.storage.FileStore;
import dev.broadsheet.media.storage.IncomingFile;
import dev.broadsheet.media.storage.LocalFileStore;
import dev.broadsheet.media.storage.StoredFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The files of media. Failures of the store become problems: 413, 415, 503 or 507. */
@ApplicationScoped
public class MediaFiles {

    private static final Logger LOG = Logger.getLogger(MediaFiles.class);

    private final MediaSettings settings;
    private final Path incoming;
    private final FileStore store;

    MediaFiles(MediaSettings settings) {
        this.settings = settings;
        Path folder = settings.folder().toAbsolutePath();
        this.incoming = folder.resolve("incoming");
        this.store = new LocalFileStore(folder);
    }

    /** An upload with its type. Close it in any case. */
    public record Upload(IncomingFile file, FileType type) implements AutoCloseable {

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException leftBehind) {
                LOG.warnf("The temporary file %s can't be deleted: %s", file.path(), leftBehind.getMessage());
            }
        }
    }

    /**
     * Reads an upload to its end.
     *
     * @throws Problem 413, 415, 503 or 507
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
                Upload upload = new Upload(file, FileType.detect(file.path()));
                checkSize(upload);
                return upload;
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

    private void checkSize(Upload upload) {
        long limit = (upload.type().isImage() ? settings.maxImage() : settings.maxFile()).asLongValue();
        if (upload.file().size() > limit) {
            throw tooLarge(limit);
        }
    }

    /** Stores an upload durably. Call it before the transaction, so that no committed row lacks its file. */
    public void store(Upload upload) {
        try {
            upload.file().storeIn(store, FileKey.original(upload.file().hash()));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    public Optional<StoredFile> original(String hash) {
        try {
            return store.find(FileKey.original(hash));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private static Problem tooLarge(long limit) {
        return new Problem(ProblemCode.TOO_LARGE, "The file may have at most " + limit / (1024 * 1024) + " MiB.")
                .with("limit", limit);
    }

    private Problem unavailable(IOException failure) {
        LOG.errorf("The media folder %s can't be used: %s", settings.folder(), failure.getMessage());
        boolean full =
                settings.folder().toFile().getUsableSpace() < settings.maxFile().asLongValue();
        return full
                ? new Problem(
                                ProblemCode.INSUFFICIENT_STORAGE,
                                "There is no disk space for the file. Nothing was changed.")
                        .header("Retry-After", "60")
                : new Problem(ProblemCode.BUSY, "Files can't be stored or read at the moment.")
                        .header("Retry-After", "5");
    }
}
