package dev.broadsheet.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FileSweeperTest {

    @Inject
    FileSweeper sweeper;

    @Inject
    MediaFiles files;

    @Inject
    MediaSettings settings;

    @Inject
    Clock clock;

    @Test
    void oldFilesThatNoRowNamesAreDeleted() throws IOException {
        MediaFiles.Upload old = stored("old");
        MediaFiles.Upload young = stored("young");
        Path working = Files.createDirectories(path("working", old).getParent())
                .resolve(old.file().hash());
        Files.createFile(working);
        Path rendition = Files.createDirectories(path("rendition", old).getParent())
                .resolve(old.file().hash() + "-full-800.webp");
        Files.createFile(rendition);
        Path leftover = Files.createTempFile(settings.folder().resolve("incoming"), "incoming-", null);
        Path arriving = Files.createTempFile(settings.folder().resolve("incoming"), "incoming-", null);
        age(Duration.ofHours(25), path("original", old), working, rendition, leftover);
        age(Duration.ofHours(23), path("original", young), arriving);
        sweeper.run();
        assertThat(path("original", old)).doesNotExist();
        assertThat(working).doesNotExist();
        assertThat(rendition).doesNotExist();
        assertThat(leftover).doesNotExist();
        assertThat(path("original", young)).exists();
        assertThat(arriving).exists();
        Files.delete(arriving);
    }

    @Test
    void filesOfMediaStay() throws IOException {
        String path = "/api/media/" + Sample.name("kept") + ".pdf";
        MediaView media =
                Api.admin().send("PUT", path, "*/*", pdf("kept")).expect(201).as(MediaView.class);
        Api.admin().delete("/api/media/" + media.id()).expect(204);
        ageAll();
        sweeper.run();
        Api.admin().get(media.url()).expect(200);
    }

    @Test
    void replacedFileStaysForADay() throws IOException {
        String path = "/api/media/" + Sample.name("replaced") + ".pdf";
        byte[] bytes = pdf("replaced");
        MediaFiles.Upload first = stored(bytes);
        MediaView media =
                Api.admin().send("PUT", path, "*/*", bytes).expect(201).as(MediaView.class);
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(path("original", first), old);
        Api.admin()
                .send("PUT", "/api/media/" + media.id(), "*/*", pdf("replacement"))
                .expect(200);
        assertThat(Files.getLastModifiedTime(path("original", first))).isGreaterThan(old);
    }

    @Test
    void fileThatIsStoredAgainIsYoungAgain() throws IOException {
        byte[] bytes = pdf("again");
        MediaFiles.Upload first = stored(bytes);
        age(Duration.ofDays(2), path("original", first));
        MediaFiles.Upload second = stored(bytes);
        age(Duration.ZERO, path("original", second));
        sweeper.run();
        QuarkusTransaction.requiringNew().run(() -> files.keep(second));
    }

    @Test
    void uploadWhoseFileWasSweptIsRefused() throws IOException {
        MediaFiles.Upload upload = stored("swept");
        age(Duration.ofDays(2), path("original", upload));
        sweeper.run();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> files.keep(upload)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.BUSY));
    }

    /** It doesn't wait either: the uploads behind it would wait as well. */
    @Test
    void sweepPassesOverFilesOfAnUpload() throws Exception {
        MediaFiles.Upload upload = stored("passes");
        age(Duration.ofDays(2), path("original", upload));
        QuarkusTransaction.requiringNew().call(() -> {
            files.keep(upload);
            CompletableFuture.runAsync(() -> {
                        try {
                            sweeper.run();
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    })
                    .get(30, TimeUnit.SECONDS);
            return null;
        });
        assertThat(path("original", upload)).exists();
        sweeper.run();
        assertThat(path("original", upload)).doesNotExist();
    }

    private MediaFiles.Upload stored(String word) {
        return stored(pdf(word));
    }

    private MediaFiles.Upload stored(byte[] bytes) {
        MediaFiles.Upload upload = files.receive(new ByteArrayInputStream(bytes));
        files.store(upload);
        return upload;
    }

    private static byte[] pdf(String word) {
        return ("%PDF-1.4\n%" + Sample.name(word)).getBytes(US_ASCII);
    }

    private Path path(String area, MediaFiles.Upload upload) {
        String hash = upload.file().hash();
        return settings.folder()
                .resolve(area)
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4))
                .resolve(hash);
    }

    private void age(Duration age, Path... paths) throws IOException {
        Instant time = clock.now().minus(age);
        for (Path path : paths) {
            Files.setLastModifiedTime(path, FileTime.from(time));
        }
    }

    private void ageAll() throws IOException {
        try (var all = Files.walk(settings.folder().resolve("original"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                age(Duration.ofDays(2), file);
            }
        }
    }
}
