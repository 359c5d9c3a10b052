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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One JVM per data folder. The operating system lets go of it when the JVM ends, however it ends: a lock is never
 * stale. The pid in the file is for people and for {@link Running}.
 */
record FolderLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /** Empty when it is held: by another JVM, or by this one (a live reload, which loads this class anew). */
    static Optional<FolderLock> take(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new FolderLock(channel, lock));
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Locking the data folder", e);
        }
    }

    /** Who holds it, if they have come to write it down. */
    static OptionalLong holder(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Unlocking the data folder", e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // One byte that no content reaches: on Windows a locked byte can't be read.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
