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
 * Ensures that only one JVM uses a data folder. The operating system releases the lock when the JVM ends, however it
 * ends, so a lock is never stale. The pid in the file is for error messages only; in a container every JVM has pid 1.
 */
sealed interface FolderLock {

    /** Held until closed. */
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

    /** Already held by this JVM: a live reload loads our classes again while the database keeps running. */
    record HeldByThisProcess() implements FolderLock {}

    /**
     * Held by another JVM.
     *
     * @param holder the content of the lock file: its pid
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
            // Locks one byte behind any content: on Windows a locked byte can't be read.
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
