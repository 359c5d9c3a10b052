package dev.broadsheet.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One JVM per data folder. The operating system lets go of it when the JVM ends, however it ends: a lock is never
 * stale. The pid in the file is for people only; in a container everybody's is 1.
 */
sealed interface FolderLock {

    /** Ours until closed. */
    record Acquired(FileChannel channel) implements FolderLock, AutoCloseable {

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw DatabaseStartupException.ioFailure("Unlocking the data folder", e);
            }
        }
    }

    /** Held by this JVM already: a live reload loads our classes anew, and the database stays. */
    record HeldByThisProcess() implements FolderLock {}

    /**
     * Held by another JVM.
     *
     * @param holder its pid, as text for people
     */
    record HeldByOtherProcess(String holder) implements FolderLock {}

    static FolderLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FolderLock lock = take(file, channel);
            if (!(lock instanceof Acquired)) {
                channel.close();
            }
            return lock;
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Locking the data folder", e);
        }
    }

    private static FolderLock take(Path file, FileChannel channel) throws IOException {
        try {
            // One byte that no content reaches: on Windows a locked byte can't be read.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                return new HeldByOtherProcess(Files.readString(file).strip());
            }
        } catch (OverlappingFileLockException e) {
            return new HeldByThisProcess();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new Acquired(channel);
    }
}
