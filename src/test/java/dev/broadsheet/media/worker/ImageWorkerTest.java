package dev.broadsheet.media.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.broadsheet.media.worker.decoder.SampleProfiles;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.WorkingCopy;
import dev.broadsheet.media.worker.process.Deadlines;
import dev.broadsheet.testkit.SamplePictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWorkerTest {

    /** The native libraries are unpacked once for all tests. */
    static final Path WORKER_FOLDER = Path.of("target", "media-worker");

    private static ImageWorker worker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openWorker() {
        worker = new ImageWorker(WORKER_FOLDER, Deadlines.DEFAULT);
    }

    @AfterAll
    static void closeWorker() {
        worker.close();
    }

    @Test
    void allFormatsAreWritable() {
        assertThat(worker.writable()).containsExactlyInAnyOrder(ImageFormat.values());
        assertThat(worker.knowsFormats()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void readsFormatsOfTheJdk(String format) throws IOException {
        BufferedImage picture = SamplePictures.picture(320, 200, 1);

        ImageFacts facts = read(SamplePictures.write(picture, format), "image/" + format);

        assertThat(facts.width()).isEqualTo(320);
        assertThat(facts.height()).isEqualTo(200);
        assertThat(facts.transparent()).isFalse();
        assertThat(facts.animated()).isFalse();
        assertThat(facts.blurhash()).hasSize(28);
        assertThat(difference(copy(), picture)).isLessThan(format.equals("png") ? 0.01 : 12);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void renditionLooksLikeThePicture(ImageFormat format) throws IOException {
        read(SamplePictures.png(640, 400, 2), "image/png");
        Path rendition = folder.resolve("rendition." + format.extension());

        worker.render(folder.resolve("copy"), new Rendition(0.25, 0, 0.75, 1, 160, 200, format), rendition);
        ImageFacts facts = worker.read(rendition, format.mediaType(), folder.resolve("again"));

        assertThat(facts.width()).isEqualTo(160);
        assertThat(facts.height()).isEqualTo(200);
        BufferedImage picture = SamplePictures.picture(640, 400, 2).getSubimage(160, 0, 320, 400);
        BufferedImage half = new BufferedImage(160, 200, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = half.createGraphics();
        graphics.drawImage(picture.getScaledInstance(160, 200, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        assertThat(difference(WorkingCopy.read(folder.resolve("again")), half)).isLessThan(12);
    }

    @Test
    void progressiveJpegIsDecodedToItsLastScan() throws IOException {
        BufferedImage picture = SamplePictures.picture(320, 200, 3);

        read(SamplePictures.jpeg(picture, false), "image/jpeg");
        Pixels sequential = copy();
        read(SamplePictures.jpeg(picture, true), "image/jpeg");

        assertThat(copy().samples()).isEqualTo(sequential.samples());
    }

    @ParameterizedTest
    @CsvSource({"1,LEFT,TOP", "2,RIGHT,TOP", "3,RIGHT,BOTTOM", "4,LEFT,BOTTOM"})
    void orientationKeepsTheSides(int orientation, String across, String down) throws IOException {
        ImageFacts facts = read(SamplePictures.withOrientation(corner(), orientation), "image/jpeg");

        assertThat(facts.width()).isEqualTo(64);
        assertThat(facts.height()).isEqualTo(32);
        assertThat(redAt(copy())).isEqualTo(down + " " + across);
    }

    @ParameterizedTest
    @CsvSource({"5,LEFT,TOP", "6,RIGHT,TOP", "7,RIGHT,BOTTOM", "8,LEFT,BOTTOM"})
    void orientationSwapsTheSides(int orientation, String across, String down) throws IOException {
        ImageFacts facts = read(SamplePictures.withOrientation(corner(), orientation), "image/jpeg");

        assertThat(facts.width()).isEqualTo(32);
        assertThat(facts.height()).isEqualTo(64);
        assertThat(redAt(copy())).isEqualTo(down + " " + across);
    }

    @Test
    void largePictureIsScaledToTheWorkingSize() throws IOException {
        ImageFacts facts = read(SamplePictures.jpeg(5000, 1000, 4), "image/jpeg");

        assertThat(facts.width()).isEqualTo(5000);
        assertThat(facts.workingWidth()).isEqualTo(2400);
        assertThat(facts.workingHeight()).isEqualTo(480);
        assertThat(copy().width()).isEqualTo(2400);
        assertThat(copy().height()).isEqualTo(480);
    }

    @Test
    void largestAvifIsWrittenInTimeWhateverThePicture() throws IOException {
        BufferedImage noise = new BufferedImage(2400, 2400, BufferedImage.TYPE_3BYTE_BGR);
        new Random(1).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
        read(SamplePictures.jpeg(noise, false), "image/jpeg");
        Path rendition = folder.resolve("rendition");

        worker.render(folder.resolve("copy"), new Rendition(0, 0, 1, 1, 2400, 2400, ImageFormat.AVIF), rendition);

        assertThat(rendition).isNotEmptyFile();
    }

    @Test
    void cmykBecomesRgb() throws IOException {
        // As Adobe stores it: 255 is no ink.
        byte[] orange = cmyk(255, 127, 0, 255);
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};

        read(SamplePictures.withSegment(orange, 0xee, adobe), "image/jpeg");

        assertThat(color(copy())).satisfies(color -> {
            assertThat(color.getRed()).isCloseTo(255, within(3));
            assertThat(color.getGreen()).isCloseTo(127, within(3));
            assertThat(color.getBlue()).isCloseTo(0, within(3));
        });
    }

    @Test
    void wideGamutBecomesSrgb() throws IOException {
        BufferedImage plain = new BufferedImage(32, 32, BufferedImage.TYPE_3BYTE_BGR);
        fill(plain, new Color(200, 120, 80));
        byte[] profile = SampleProfiles.displayP3();
        byte[] segment = new byte[14 + profile.length];
        System.arraycopy("ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, segment, 0, 14);
        System.arraycopy(profile, 0, segment, 14, profile.length);

        read(SamplePictures.withSegment(SamplePictures.jpeg(plain, false), 0xe2, segment), "image/jpeg");

        // By the matrix from Display P3 to sRGB of CSS Color 4.
        assertThat(color(copy())).satisfies(color -> {
            assertThat(color.getRed()).isCloseTo(213, within(4));
            assertThat(color.getGreen()).isCloseTo(117, within(4));
            assertThat(color.getBlue()).isCloseTo(72, within(4));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP"})
    void transparencyIsKept(ImageFormat format) throws IOException {
        assertThat(ImageFormat.forPicture(true)).contains(format);
        assertThat(read(SamplePictures.transparentPng(200, 100, 5), "image/png").transparent())
                .isTrue();
        Path rendition = folder.resolve("rendition");

        worker.render(folder.resolve("copy"), new Rendition(0, 0, 1, 1, 100, 50, format), rendition);

        assertThat(worker.read(rendition, format.mediaType(), folder.resolve("copy"))
                        .transparent())
                .isTrue();
        Pixels copy = copy();
        assertThat(copy.samples()[3]).isZero();
        assertThat(copy.samples()[(25 * 100 + 50) * 4 + 3]).isEqualTo((byte) -1);
    }

    @Test
    void animationShowsItsFirstFrame() throws IOException {
        ImageFacts facts = read(SamplePictures.animatedGif(64, 48, 5), "image/gif");

        assertThat(facts.animated()).isTrue();
        assertThat(facts.width()).isEqualTo(64);
    }

    @Test
    void dominantColorIsTheMostFrequent() throws IOException {
        BufferedImage picture = new BufferedImage(90, 60, BufferedImage.TYPE_3BYTE_BGR);
        fill(picture, new Color(20, 90, 160));
        picture.setRGB(3, 3, Color.RED.getRGB());

        assertThat(read(SamplePictures.write(picture, "png"), "image/png").color())
                .isEqualTo("#145aa0");
    }

    private ImageFacts read(byte[] bytes, String mediaType) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, bytes);
        return worker.read(file, mediaType, folder.resolve("copy"));
    }

    private Pixels copy() throws IOException {
        return WorkingCopy.read(folder.resolve("copy"));
    }

    /** White, with a red corner at the top left. */
    private static byte[] corner() {
        BufferedImage picture = new BufferedImage(64, 32, BufferedImage.TYPE_3BYTE_BGR);
        fill(picture, Color.WHITE);
        fill(picture.getSubimage(0, 0, 16, 16), Color.RED);
        return SamplePictures.jpeg(picture, false);
    }

    private static void fill(BufferedImage picture, Color color) {
        var graphics = picture.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.dispose();
    }

    private static String redAt(Pixels copy) {
        for (String down : new String[] {"TOP", "BOTTOM"}) {
            for (String across : new String[] {"LEFT", "RIGHT"}) {
                int x = across.equals("LEFT") ? 5 : copy.width() - 6;
                int y = down.equals("TOP") ? 5 : copy.height() - 6;
                if ((copy.samples()[y * copy.stride() + 3 * x + 1] & 255) < 100) {
                    return down + " " + across;
                }
            }
        }
        return "nowhere";
    }

    private static Color color(Pixels copy) {
        int middle = copy.height() / 2 * copy.stride() + copy.width() / 2 * 3;
        return new Color(
                copy.samples()[middle] & 255, copy.samples()[middle + 1] & 255, copy.samples()[middle + 2] & 255);
    }

    private static byte[] cmyk(int... samples) throws IOException {
        return SamplePictures.cmykJpeg(32, 32, at -> samples);
    }

    /** The mean difference of samples. */
    private static double difference(Pixels copy, BufferedImage picture) {
        assertThat(copy.width()).isEqualTo(picture.getWidth());
        assertThat(copy.height()).isEqualTo(picture.getHeight());
        long sum = 0;
        int bands = copy.layout().bands();
        for (int y = 0; y < copy.height(); y++) {
            for (int x = 0; x < copy.width(); x++) {
                int rgb = picture.getRGB(x, y);
                int at = (y * copy.width() + x) * bands;
                for (int band = 0; band < 3; band++) {
                    sum += Math.abs((copy.samples()[at + band] & 255) - (rgb >> 16 - 8 * band & 255));
                }
            }
        }
        return (double) sum / copy.width() / copy.height() / 3;
    }
}
