package dev.broadsheet.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.media.worker.process.Deadlines;
import dev.broadsheet.testkit.Bytes;
import dev.broadsheet.testkit.SamplePictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file is answered with facts or a refusal, in time, and the worker works afterwards. */
class HostilePicturesTest {

    private static ImageWorker worker;
    private static final Map<String, byte[]> SOUND = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeSoundFiles() throws IOException {
        worker = new ImageWorker(ImageWorkerTest.WORKER_FOLDER, Deadlines.DEFAULT);
        SOUND.put("image/jpeg", SamplePictures.jpeg(96, 64, 1));
        SOUND.put("image/jpeg;progressive", SamplePictures.progressiveJpeg(96, 64, 2));
        SOUND.put("image/png", SamplePictures.png(96, 64, 3));
        SOUND.put("image/png;transparent", SamplePictures.transparentPng(96, 64, 4));
        SOUND.put("image/gif", SamplePictures.animatedGif(96, 64, 3));
        Path picture = folder.resolve("picture");
        Files.write(picture, sound("image/png;transparent"));
        worker.read(picture, "image/png", folder.resolve("copy"));
        for (ImageFormat format : new ImageFormat[] {ImageFormat.WEBP, ImageFormat.AVIF}) {
            Path target = folder.resolve(format.extension());
            worker.render(folder.resolve("copy"), new Rendition(0, 0, 1, 1, 96, 64, format), target);
            SOUND.put(format.mediaType(), Files.readAllBytes(target));
        }
    }

    @AfterAll
    static void closeWorker() {
        worker.close();
    }

    @Test
    void soundFilesAreRead() throws IOException {
        for (var file : SOUND.entrySet()) {
            assertThat(answer(file.getKey(), file.getValue())).as(file.getKey()).isEqualTo("96 x 64");
        }
    }

    @Test
    void truncatedFilesAreAnswered() throws IOException {
        for (var file : SOUND.entrySet()) {
            byte[] bytes = file.getValue();
            for (int length : new int[] {1, 12, 30, bytes.length / 4, bytes.length / 2, bytes.length - 3}) {
                answer(file.getKey(), Arrays.copyOf(bytes, length));
            }
        }
        assertWorks();
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        byte[] png = sound("image/png").clone();
        Bytes.putNumber(png, 16, 16_000, 4);
        Bytes.putNumber(png, 20, 16_000, 4);
        assertThat(answer("image/png", png)).isEqualTo("image-too-many-pixels");

        byte[] jpeg = sound("image/jpeg").clone();
        int frame = Bytes.find(jpeg, 0xff, 0xc0);
        Bytes.putNumber(jpeg, frame + 5, 65_500, 2);
        Bytes.putNumber(jpeg, frame + 7, 65_500, 2);
        assertThat(answer("image/jpeg", jpeg)).isEqualTo("image-too-many-pixels");

        // Within the limits, but there is next to no data: filled or refused.
        Bytes.putNumber(jpeg, frame + 5, 9_000, 2);
        Bytes.putNumber(jpeg, frame + 7, 9_000, 2);
        assertThat(answer("image/jpeg", jpeg)).isIn("9000 x 9000", "image-unreadable");

        byte[] gif = sound("image/gif").clone();
        gif[7] = (byte) 0xff;
        gif[9] = (byte) 0xff;
        assertThat(answer("image/gif", gif)).isEqualTo("image-too-many-pixels");

        byte[] avif = sound("image/avif").clone();
        int box = Bytes.find(avif, 'i', 's', 'p', 'e');
        Bytes.putNumber(avif, box + 8, 200, 4);
        assertThat(answer("image/avif", avif)).isEqualTo("image-unreadable");
        Bytes.putNumber(avif, box + 8, 16_000, 4);
        Bytes.putNumber(avif, box + 12, 16_000, 4);
        assertThat(answer("image/avif", avif)).isEqualTo("image-too-many-pixels");

        byte[] webp = sound("image/webp").clone();
        int frameHead = Bytes.find(webp, 0x9d, 0x01, 0x2a);
        webp[frameHead + 4] = 0x3f;
        webp[frameHead + 6] = 0x3f;
        assertThat(answer("image/webp", webp)).isEqualTo("image-too-many-pixels");
        assertWorks();
    }

    @Test
    void tooManyScansAreRefused() throws IOException {
        assertThat(answer("image/jpeg", SamplePictures.scanBomb(2000, 300))).isEqualTo("image-too-many-scans");
        assertWorks();
    }

    @Test
    void tooManyFramesAreRefused() throws IOException {
        assertThat(answer("image/gif", SamplePictures.animatedGif(4, 4, 300))).isEqualTo("4 x 4");
        assertThat(answer("image/gif", SamplePictures.animatedGif(4, 4, 301))).isEqualTo("image-too-many-frames");
    }

    @Test
    void textIsNoPicture() throws IOException {
        for (String type : SOUND.keySet()) {
            assertThat(answer(type, "<svg onload='alert(1)'/>".repeat(20).getBytes(StandardCharsets.UTF_8)))
                    .as(type)
                    .isEqualTo("image-unreadable");
        }
    }

    @Test
    void mutatedFilesAreAnswered() throws IOException {
        mutate(200, 1);
    }

    @Test
    @Tag("thorough")
    void manyMutatedFilesAreAnswered() throws IOException {
        mutate(10_000, 2);
    }

    private static void mutate(int count, long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, Integer> answers = new TreeMap<>();
        String[] types = SOUND.keySet().toArray(String[]::new);
        for (int i = 0; i < count; i++) {
            String type = types[i % types.length];
            byte[] bytes = sound(type).clone();
            // Half of them in the first bytes, where the headers are.
            int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 200);
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                bytes[random.nextInt(range)] = (byte) random.nextInt(256);
            }
            answers.merge(answer(type, bytes), 1, Integer::sum);
        }
        assertWorks();
        assertThat(answers).containsKeys("96 x 64", "image-unreadable");
        System.out.println("Mutated pictures: " + answers);
    }

    private static void assertWorks() throws IOException {
        assertThat(answer("image/png", sound("image/png"))).isEqualTo("96 x 64");
    }

    /** The size of the picture, or the code of the problem. */
    private static String answer(String type, byte[] bytes) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, bytes);
        long start = System.nanoTime();
        String answer;
        try {
            ImageFacts facts = worker.read(file, type.replaceFirst(";.*", ""), folder.resolve("copy"));
            answer = facts.width() + " x " + facts.height();
        } catch (Problem problem) {
            assertThat(problem.code().status()).isIn(422, 503);
            assertThat(folder.resolve("copy")).doesNotExist();
            answer = problem.code().code();
        }
        assertThat(System.nanoTime() - start).isLessThan(6_500_000_000L);
        return answer;
    }

    private static byte[] sound(String type) {
        return Objects.requireNonNull(SOUND.get(type));
    }
}
