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
     * bytes, so it doesn't matter which of two is kept; its time is that of the last.
     *
     * @param file a local file, which is moved or copied and must not be used afterwards
     * @throws IOException if it can't be stored; the store is as before then
     */
    void put(FileKey key, Path file) throws IOException;

    /**
     * Empty if the store doesn't have the file.
     *
     * @throws IOException also if the store is away
     */
    Optional<StoredFile> find(FileKey key) throws IOException;

    /** Sets the time of a file, as if it were stored again now; it is no error if there is none. */
    void touch(FileKey key) throws IOException;

    /** Deletes a file; it is no error if there is none. */
    void delete(FileKey key) throws IOException;

    /**
     * Deletes a file that was last stored before the given time.
     *
     * @return whether there was one
     */
    boolean deleteBefore(FileKey key, Instant time) throws IOException;

    /**
     * Calls the consumer with each file of the area that was last stored before the given time. Files may be stored and
     * deleted meanwhile, by the consumer too.
     */
    void forEachBefore(FileKey.Area area, Instant time, Consumer<FileKey> consumer) throws IOException;
}
