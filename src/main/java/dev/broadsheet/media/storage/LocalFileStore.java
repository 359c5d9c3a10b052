package dev.broadsheet.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
            return Optional.empty();
        }
    }

    @Override
    public void delete(FileKey key) throws IOException {
        Files.deleteIfExists(root.resolve(key.path()));
    }

    @Override
    public void forEachBefore(FileKey.Area area, Instant time, Consumer<FileKey> consumer) throws IOException {
        Path folder = root.resolve(area.folder());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.find(
                folder,
                3,
                (file, attributes) -> attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isBefore(time))) {
            files.forEach(
                    file -> FileKey.of(area, file.getFileName().toString()).ifPresent(consumer));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
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
