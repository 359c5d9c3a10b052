package dev.broadsheet.media.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.worker.process.Deadlines;
import dev.broadsheet.testkit.SamplePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageWorkerLifecycleTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private @Nullable ImageWorker worker;

    @AfterEach
    void closeWorker() {
        if (worker != null) {
            worker.close();
        }
    }

    @Test
    void killedProcessComesBack() throws IOException {
        ImageWorker worker = open(new Deadlines(LONG, LONG, LONG));
        read(worker);
        long first = worker.pid().orElseThrow();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        read(worker);

        assertThat(worker.pid().orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void slowPictureIsRefusedAndTheProcessReplaced() throws IOException {
        ImageWorker worker = open(new Deadlines(Duration.ofMillis(150), LONG, LONG));
        Path slow = folder.resolve("slow");
        Files.write(slow, SamplePictures.progressiveJpeg(3000, 2000, 1));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> worker.read(slow, "image/jpeg", folder.resolve("copy")));

        assertThat(problem.code()).isEqualTo(ProblemCode.IMAGE_TOO_SLOW);
        assertThat(folder.resolve("copy")).doesNotExist();
        assertThat(worker.pid()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processWithoutProcessorTimeIsBusyNotSlow() throws IOException, InterruptedException {
        ImageWorker worker = open(new Deadlines(LONG, Duration.ofSeconds(1), LONG));
        worker.writable();
        new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid().orElseThrow()))
                .start()
                .waitFor();

        Problem problem = catchThrowableOfType(Problem.class, () -> read(worker));

        assertThat(problem.code()).isEqualTo(ProblemCode.BUSY);
        assertThat(problem.headers()).containsKey("Retry-After");
        assertThat(worker.pid()).isEmpty();
    }

    @Test
    void idleProcessEnds() throws IOException {
        ImageWorker worker = open(new Deadlines(LONG, LONG, Duration.ofMillis(50)));

        read(worker);

        await().until(() -> worker.pid().isEmpty());
        read(worker);
    }

    @Test
    void moreThanTheQueueHoldsIsRefused() throws Exception {
        ImageWorker worker = open(new Deadlines(LONG, LONG, LONG));
        Path file = folder.resolve("file");
        Files.write(file, SamplePictures.jpeg(64, 48, 1));
        ExecutorService callers = Executors.newFixedThreadPool(40);
        try {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Path copy = folder.resolve("copy" + i);
                calls.add(callers.submit(() -> isRead(worker, file, copy)));
            }
            int read = 0;
            for (Future<Boolean> call : calls) {
                read += call.get() ? 1 : 0;
            }
            // One runs, 32 wait. A few more get a place if the first are done early.
            assertThat(read).isBetween(33, 39);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void withoutAProcessPicturesWaitAndFormatsAreFew() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, SamplePictures.jpeg(64, 48, 1));
        ImageWorker stuck = new ImageWorker(file.resolve("below-a-file"), Deadlines.DEFAULT);
        worker = stuck;

        Problem problem =
                catchThrowableOfType(Problem.class, () -> stuck.read(file, "image/jpeg", folder.resolve("copy")));

        assertThat(problem.code()).isEqualTo(ProblemCode.BUSY);
        assertThat(stuck.writable()).containsExactlyInAnyOrder(ImageFormat.JPEG, ImageFormat.PNG);
        assertThat(stuck.knowsFormats()).isFalse();
    }

    private ImageWorker open(Deadlines deadlines) {
        ImageWorker opened = new ImageWorker(ImageWorkerTest.WORKER_FOLDER, deadlines);
        worker = opened;
        return opened;
    }

    private void read(ImageWorker worker) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, SamplePictures.jpeg(64, 48, 1));
        assertThat(worker.read(file, "image/jpeg", folder.resolve("copy")).width())
                .isEqualTo(64);
    }

    private static boolean isRead(ImageWorker worker, Path file, Path copy) {
        try {
            worker.read(file, "image/jpeg", copy);
            return true;
        } catch (Problem busy) {
            assertThat(busy.code()).isEqualTo(ProblemCode.BUSY);
            return false;
        }
    }
}
