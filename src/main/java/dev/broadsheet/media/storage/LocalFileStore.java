package dev.broadsheet.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores files below a folder of this machine. The files to be stored must be on the same file system. */
public final class LocalFileStore implements FileStore {

    private final Path root;

    public LocalFileStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(FileKey key, Path file) throws IOException {
        Path target = root.resolve(key.path());
        sync(file, StandardOpenOption.WRITE);
        Path folder = parent(target);
        makeFolder(folder);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        sync(folder, StandardOpenOption.READ);
    }

    @Override
    public Optional<StoredFile> find(FileKey key) throws IOException {
        Path file = root.resolve(key.path());
        try {
            return Optional.of(new LocalFile(file, Files.size(file)));
        } catch (NoSuchFileException missing) {
            if (!Files.isDirectory(root)) {
                throw missing;
            }
            return Optional.empty();
        }
    }

    @Override
    public void touch(FileKey key) throws IOException {
        try {
            Files.setLastModifiedTime(root.resolve(key.path()), FileTime.from(Instant.now()));
        } catch (NoSuchFileException missing) {
            // Nothing to keep.
        }
    }

    @Override
    public void delete(FileKey key) throws IOException {
        Files.deleteIfExists(root.resolve(key.path()));
    }

    @Override
    public boolean deleteBefore(FileKey key, Instant time) throws IOException {
        Path file = root.resolve(key.path());
        try {
            return isBefore(Files.getLastModifiedTime(file), time) && Files.deleteIfExists(file);
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    private static boolean isBefore(FileTime stored, Instant time) {
        return stored.toInstant().isBefore(time);
    }

    @Override
    public void forEachBefore(FileKey.Area area, Instant time, Consumer<FileKey> consumer) throws IOException {
        Path folder = root.resolve(area.folder());
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isBefore(attributes.lastModifiedTime(), time)) {
                    FileKey.of(area, file.getFileName().toString()).ifPresent(consumer);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** Makes a folder and its parents up to the root, each of them durable. */
    private void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (!folder.equals(root)) {
            makeFolder(parent(folder));
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException meanwhile) {
            // Another upload has made it.
        }
        sync(parent(folder), StandardOpenOption.READ);
    }

    /** Every path here is absolute and below the root. */
    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private record LocalFile(Path path, long size) implements StoredFile {

        @Override
        public InputStream open(long from) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return Channels.newInputStream(channel.position(from));
            } catch (IOException failure) {
                channel.close();
                throw failure;
            }
        }
    }
}
