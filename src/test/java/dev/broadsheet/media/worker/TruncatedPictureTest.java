package dev.broadsheet.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.worker.process.Deadlines;
import dev.broadsheet.testkit.SamplePictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was cut off is refused; one that lacks bytes behind its picture, or next to nothing of it, isn't. */
class TruncatedPictureTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 400;
    private static ImageWorker worker;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void openWorker() {
        worker = new ImageWorker(ImageWorkerTest.WORKER_FOLDER, Deadlines.DEFAULT);
    }

    @AfterAll
    static void closeWorker() {
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void jpegWithoutItsLastBytesIsRead(int missing) throws IOException {
        assertThat(answer(cut(jpeg(), missing), "image/jpeg")).isEqualTo("320 x 400");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 30, 70", "0.2, 5, 40", "0.9, 70, 95"})
    void cutJpegIsRefusedWithTheRowsThatAreThere(double there, int least, int most) throws IOException {
        byte[] jpeg = jpeg();

        String answer = answer(Arrays.copyOf(jpeg, (int) (jpeg.length * there)), "image/jpeg");

        assertThat(answer).matches("The file ends before the picture does; \\d+ % of the rows are there\\.");
        assertThat(Integer.parseInt(answer.replaceAll("\\D", ""))).isBetween(least, most);
    }

    @Test
    void cutJpegWithAnEndMarkerIsRefused() throws IOException {
        byte[] jpeg = jpeg();
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;

        assertThat(answer(cut, "image/jpeg")).contains("% of the rows are there");
    }

    @Test
    void damageInTheMiddleOfAJpegIsNoEnd() throws IOException {
        byte[] jpeg = jpeg();
        Arrays.fill(jpeg, jpeg.length / 2, jpeg.length / 2 + 4, (byte) 0x55);

        assertThat(answer(jpeg, "image/jpeg")).isEqualTo("320 x 400");
    }

    @Test
    void cutJpegOfInkIsRefused() throws IOException {
        byte[] jpeg = SamplePictures.cmykJpeg(WIDTH, HEIGHT, i -> new int[] {i & 255, i >> 7 & 255, i * 7 & 255, 255});

        assertThat(answer(jpeg, "image/jpeg")).isEqualTo("320 x 400");
        assertThat(answer(cut(jpeg, 2), "image/jpeg")).isEqualTo("320 x 400");
        assertThat(answer(cut(jpeg, jpeg.length / 4), "image/jpeg"))
                .isEqualTo("The file ends before the picture does.");
    }

    @Test
    void progressiveJpegNeedsEachCoefficientOnce() throws IOException {
        byte[] jpeg = SamplePictures.progressiveJpeg(WIDTH, HEIGHT, 2);
        List<Integer> scans = scans(jpeg);
        // libjpeg's script: DC, low frequencies, Cb, Cr, the others; then five scans with the last bits.
        assertThat(scans).hasSize(10);

        for (int whole = 1; whole <= 10; whole++) {
            byte[] cut = Arrays.copyOf(jpeg, whole < 10 ? scans.get(whole) : jpeg.length - 2);
            assertThat(answer(cut, "image/jpeg"))
                    .as("%d scans", whole)
                    .isEqualTo(whole < 5 ? "The file ends before the picture does." : "320 x 400");
        }
        int middle = (scans.get(4) + scans.get(5)) / 2;
        assertThat(answer(Arrays.copyOf(jpeg, middle), "image/jpeg"))
                .isEqualTo("The file ends before the picture does.");
        assertThat(answer(cut(jpeg, (jpeg.length - scans.get(9)) / 2), "image/jpeg"))
                .isEqualTo("320 x 400");
    }

    @ParameterizedTest
    @CsvSource({"png, 12", "png, 20", "gif, 1", "gif, 2"})
    void fileWithoutBytesBehindItsPictureIsRead(String format, int missing) throws IOException {
        byte[] file = SamplePictures.write(picture(), format);

        assertThat(answer(cut(file, missing), "image/" + format)).isEqualTo("320 x 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "webp", "avif"})
    void cutFileIsRefused(String format) throws IOException {
        byte[] file = file(format);
        assertThat(answer(file, "image/" + format)).isEqualTo("320 x 400");

        for (double there : new double[] {0.5, 0.9}) {
            assertThat(answer(Arrays.copyOf(file, (int) (file.length * there)), "image/" + format))
                    .startsWith(
                            format.equals("avif") ? "The AVIF ends before its picture" : "The file ends before the");
        }
    }

    @Test
    void webpWithoutItsLastByteIsRead() throws IOException {
        assertThat(answer(cut(file("webp"), 1), "image/webp")).isEqualTo("320 x 400");
    }

    /** The size, or the detail of the refusal. */
    private static String answer(byte[] bytes, String mediaType) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, bytes);
        try {
            ImageFacts facts = worker.read(file, mediaType, folder.resolve("copy"));
            return facts.width() + " x " + facts.height();
        } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo(ProblemCode.IMAGE_UNREADABLE);
            return problem.detail();
        }
    }

    private static byte[] file(String format) throws IOException {
        if (format.equals("png") || format.equals("gif")) {
            return SamplePictures.write(picture(), format);
        }
        answer(jpeg(), "image/jpeg");
        Path target = folder.resolve(format);
        ImageFormat wanted = format.equals("webp") ? ImageFormat.WEBP : ImageFormat.AVIF;
        worker.render(folder.resolve("copy"), new Rendition(0, 0, 1, 1, WIDTH, HEIGHT, wanted), target);
        return Files.readAllBytes(target);
    }

    private static BufferedImage picture() {
        return SamplePictures.picture(WIDTH, HEIGHT, 1);
    }

    private static byte[] jpeg() {
        return SamplePictures.jpeg(picture(), false);
    }

    private static byte[] cut(byte[] file, int missing) {
        return Arrays.copyOf(file, file.length - missing);
    }

    /** Where the scans begin, their tables included; then the end. */
    private static List<Integer> scans(byte[] jpeg) {
        List<Integer> starts = new ArrayList<>();
        int tables = 0;
        for (int i = 2; i < jpeg.length - 3; ) {
            int marker = jpeg[i + 1] & 255;
            if (jpeg[i] != -1 || marker == 0 || marker == 255 || marker >= 0xd0 && marker <= 0xd9) {
                i++;
                continue;
            }
            if (marker == 0xc4) {
                tables = tables == 0 ? i : tables;
            } else if (marker == 0xda) {
                starts.add(tables == 0 ? i : tables);
                tables = 0;
            }
            i += 2 + ((jpeg[i + 2] & 255) << 8 | jpeg[i + 3] & 255);
        }
        return starts;
    }
}
