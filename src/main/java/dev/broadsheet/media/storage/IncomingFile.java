package dev.broadsheet.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An upload in a temporary file, with its hash. It is deleted on {@link #close} unless it has been stored. A file that a
 * crash leaves behind is found by its name, {@code incoming-…}, by {@link #deleteBefore}.
 *
 * @param hash SHA-256 of the bytes, 64 hex digits in lower case
 * @param size in bytes
 */
public record IncomingFile(Path path, String hash, long size) implements AutoCloseable {

    private static final String PREFIX = "incoming-";
    private static final int BUFFER = 64 * 1024;

    /** The file is larger than allowed. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("The file has more than " + limit + " bytes.");
        }
    }

    /**
     * Reads the stream to its end.
     *
     * @param folder on the file system of the store
     * @throws TooLarge if the stream has more than {@code limit} bytes
     */
    public static IncomingFile receive(Path folder, InputStream bytes, long limit) throws IOException {
        Path file = create(folder);
        try (OutputStream out = Files.newOutputStream(file)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read; (read = bytes.read(buffer)) >= 0; size += read) {
                if (size + read > limit) {
                    throw new TooLarge(limit);
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            return new IncomingFile(file, HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** A new empty file, to be stored or deleted by the caller. */
    public static Path create(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, PREFIX, null);
    }

    public void storeIn(FileStore store, FileKey key) throws IOException {
        store.put(key, path);
        Files.deleteIfExists(path);
    }

    /** False before {@link #storeIn}, in a dry run for example. */
    public boolean isStored() {
        return !Files.exists(path);
    }

    /**
     * Deletes the files that crashes have left behind.
     *
     * @return how many
     */
    public static int deleteBefore(Path folder, Instant time) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return deleted;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }
}
