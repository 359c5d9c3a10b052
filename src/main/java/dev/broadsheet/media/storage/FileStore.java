package dev.broadsheet.media.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores immutable files by key. Thread-safe; several nodes may use one store. */
public interface FileStore {

    /**
     * Stores a file durably: it survives a crash of the machine once this returns. Files of the same key have the same
     * bytes, so it doesn't matter which of two is kept.
     *
     * @param file a local file, which is moved or copied and must not be used afterwards
     * @throws IOException if it can't be stored; the store is as before then
     */
    void put(FileKey key, Path file) throws IOException;

    /** Empty if the store doesn't have the file. */
    Optional<StoredFile> find(FileKey key) throws IOException;

    /** Deletes a file; it is no error if there is none. */
    void delete(FileKey key) throws IOException;

    /** Calls the consumer with each file of the area that was stored before the given time. */
    void forEachBefore(FileKey.Area area, Instant time, Consumer<FileKey> consumer) throws IOException;
}
