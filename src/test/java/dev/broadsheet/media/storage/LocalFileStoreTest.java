package dev.broadsheet.media.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest {

    /** SHA-256 of "abc", a test vector of FIPS 180-2. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder.resolve("media"));
    }

    @Test
    void storedFileIsFoundByItsHash() throws IOException {
        store("abc");
        assertThat(folder.resolve("media/original/ba/78/" + ABC)).hasContent("abc");
        StoredFile file = store.find(FileKey.original(ABC)).orElseThrow();
        assertThat(file.size()).isEqualTo(3);
        assertThat(read(file, 0)).isEqualTo("abc");
        assertThat(read(file, 2)).isEqualTo("c");
        assertThat(read(file, 3)).isEmpty();
        assertThat(store.find(new FileKey(FileKey.Area.WORKING, ABC, ""))).isEmpty();
    }

    @Test
    void sameBytesAreStoredOnce() throws IOException {
        store("abc");
        store("abc");
        assertThat(files()).hasSize(1);
    }

    @Test
    void uploadThatIsNotStoredIsDeleted() throws IOException {
        receive("abc", 3).close();
        assertThatThrownBy(() -> receive("abcd", 3)).isInstanceOf(IncomingFile.TooLarge.class);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The client is gone.");
            }
        };
        assertThatThrownBy(() -> IncomingFile.receive(folder.resolve("incoming"), broken, 3))
                .hasMessage("The client is gone.");
        assertThat(files()).isEmpty();
    }

    @Test
    void deletedFileIsGone() throws IOException {
        store("abc");
        store.delete(FileKey.original(ABC));
        store.delete(FileKey.original(ABC));
        assertThat(store.find(FileKey.original(ABC))).isEmpty();
    }

    @Test
    void oldFilesAreListed() throws IOException {
        List<FileKey> old = new ArrayList<>();
        store.forEachBefore(FileKey.Area.ORIGINAL, NOON, old::add);
        assertThat(old).isEmpty();
        store("abc");
        store("abcd");
        Path abc = folder.resolve("media/original/ba/78/" + ABC);
        Files.setLastModifiedTime(abc, FileTime.from(NOON.minusSeconds(1)));
        Files.createFile(abc.resolveSibling("not-ours"));
        Files.setLastModifiedTime(abc.resolveSibling("not-ours"), FileTime.from(NOON.minusSeconds(1)));
        store.forEachBefore(FileKey.Area.ORIGINAL, NOON, old::add);
        assertThat(old).containsExactly(FileKey.original(ABC));
    }

    @Test
    void keysCantLeaveTheStore() {
        for (String variant : List.of("..", "../x", "a/b", ".a", "A", "-", "a\0")) {
            assertThatThrownBy(() -> new FileKey(FileKey.Area.RENDITION, ABC, variant))
                    .as(variant)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> FileKey.original("../" + ABC.substring(3)))
                .isInstanceOf(IllegalArgumentException.class);
        FileKey key = new FileKey(FileKey.Area.RENDITION, ABC, "16x9-800.avif");
        assertThat(FileKey.of(
                        FileKey.Area.RENDITION,
                        Path.of(key.path()).getFileName().toString()))
                .contains(key);
    }

    private void store(String text) throws IOException {
        try (IncomingFile file = receive(text, 100)) {
            assertThat(file.size()).isEqualTo(text.length());
            file.storeIn(store, FileKey.original(file.hash()));
        }
    }

    private IncomingFile receive(String text, long limit) throws IOException {
        return IncomingFile.receive(
                folder.resolve("incoming"), new ByteArrayInputStream(text.getBytes(US_ASCII)), limit);
    }

    private static String read(StoredFile file, long from) throws IOException {
        try (InputStream bytes = file.open(from)) {
            return new String(bytes.readAllBytes(), US_ASCII);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
