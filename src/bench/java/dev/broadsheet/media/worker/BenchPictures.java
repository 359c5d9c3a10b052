package dev.broadsheet.media.worker;

import dev.broadsheet.testkit.SamplePictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures for the benchmarks, written once. */
final class BenchPictures {

    private BenchPictures() {}

    /** Like a photo: structure on every scale, some edges, the noise of a sensor. */
    static void writePhoto(Path file, int width, int height) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
        Random random = new Random(7);
        float[][] octaves = new float[3][width * height];
        for (int band = 0; band < 3; band++) {
            addNoise(octaves[band], width, height, random, band == 0 ? 11 : 5);
        }
        for (int i = 0; i < width * height; i++) {
            float light = 118 + 105 * octaves[0][i];
            float warm = 38 * octaves[1][i];
            float cool = 26 * octaves[2][i];
            double noise = random.nextGaussian() * 1.5;
            samples[3 * i] = clamp(light - warm + cool + noise);
            samples[3 * i + 1] = clamp(light - cool / 2 + noise);
            samples[3 * i + 2] = clamp(light + warm + noise);
        }
        drawShapes(photo, random);
        Files.write(file, SamplePictures.jpeg(photo, false));
    }

    /** Sums octaves of smooth noise, each of half the size and 0.62 of the strength of the one before. */
    private static void addNoise(float[] sum, int width, int height, Random random, int octaves) {
        float strength = 0.5f;
        for (int octave = 0, cell = width / 2; octave < octaves && cell >= 2; octave++, cell /= 2) {
            int columns = width / cell + 3;
            float[] grid = new float[columns * (height / cell + 3)];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = random.nextFloat() * 2 - 1;
            }
            for (int y = 0; y < height; y++) {
                int row = y / cell * columns;
                float down = smooth((float) (y % cell) / cell);
                for (int x = 0; x < width; x++) {
                    int at = row + x / cell;
                    float across = smooth((float) (x % cell) / cell);
                    float top = grid[at] + (grid[at + 1] - grid[at]) * across;
                    float bottom = grid[at + columns] + (grid[at + columns + 1] - grid[at + columns]) * across;
                    sum[y * width + x] += strength * (top + (bottom - top) * down);
                }
            }
            strength *= 0.62f;
        }
    }

    private static float smooth(float x) {
        return x * x * (3 - 2 * x);
    }

    private static void drawShapes(BufferedImage photo, Random random) {
        Graphics2D graphics = photo.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 90));
            int x = random.nextInt(photo.getWidth());
            int y = random.nextInt(photo.getHeight());
            if (i % 2 == 0) {
                graphics.fillOval(x, y, 50 + random.nextInt(600), 50 + random.nextInt(600));
            } else {
                graphics.fillRect(x, y, 20 + random.nextInt(800), 20 + random.nextInt(200));
            }
        }
        graphics.setColor(Color.WHITE);
        graphics.setFont(graphics.getFont().deriveFont(160f));
        graphics.drawString("Broadsheet", photo.getWidth() / 10, photo.getHeight() / 3);
        graphics.dispose();
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** A file of each kind, as large as it may be. WebP and AVIF are written by sharp. */
    static Map<String, Path> atTheirLimits(Path folder, @Nullable Sharp sharp)
            throws IOException, InterruptedException {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("JPEG, 100 MP", write(folder.resolve("limit-100.jpg"), 10_000, "jpeg", false, false));
        files.put("JPEG, progressive, 25 MP", write(folder.resolve("limit-25.jpg"), 5_000, "jpeg", true, false));
        files.put("PNG, 40 MP", write(folder.resolve("limit-40.png"), 6_320, "png", false, false));
        files.put("PNG, transparent, 40 MP", write(folder.resolve("limit-alpha.png"), 6_320, "png", false, true));
        files.put(
                "PNG, interlaced and transparent, 40 MP",
                write(folder.resolve("limit-interlaced.png"), 6_320, "png", true, true));
        files.put("PNG, noise, as large as a rendition", writeNoise(folder.resolve("limit-noise.png"), 2400));
        files.put("GIF, 40 MP", write(folder.resolve("limit-40.gif"), 6_320, "gif", false, false));
        if (sharp != null) {
            Path source = folder.resolve("limit-40.png");
            files.put("WebP, 40 MP", convert(sharp, source, folder.resolve("limit-40.webp"), "webp", "{}"));
            Path alpha = write(folder.resolve("limit-32.png"), 5_650, "png", false, true);
            files.put("WebP, transparent, 32 MP", convert(sharp, alpha, folder.resolve("limit-32.webp"), "webp", "{}"));
            files.put(
                    "WebP, lossless, 32 MP",
                    convert(
                            sharp,
                            alpha,
                            folder.resolve("limit-lossless.webp"),
                            "webp",
                            "{\"lossless\":true,\"effort\":0}"));
            Path small = write(folder.resolve("limit-8.png"), 2_915, "png", false, true);
            files.put(
                    "AVIF, 4:4:4, transparent, 8.5 MP",
                    convert(sharp, small, folder.resolve("limit-8.avif"), "avif", "{\"effort\":0}"));
            files.put(
                    "AVIF, 4:4:4, lossless, 8.5 MP",
                    convert(
                            sharp,
                            small,
                            folder.resolve("limit-lossless.avif"),
                            "avif",
                            "{\"effort\":0,\"lossless\":true}"));
        }
        return files;
    }

    /** What compresses worst, and takes encoders longest. */
    private static Path writeNoise(Path file, int side) throws IOException {
        if (!Files.exists(file)) {
            BufferedImage noise = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
            new Random(1).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
            Files.write(file, SamplePictures.write(noise, "png"));
        }
        return file;
    }

    private static Path convert(Sharp sharp, Path source, Path target, String format, String options)
            throws IOException, InterruptedException {
        if (!Files.exists(target)) {
            sharp.convert(source, target, format, options);
        }
        return target;
    }

    private static Path write(Path file, int side, String format, boolean progressive, boolean alpha)
            throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        BufferedImage picture =
                alpha ? SamplePictures.transparent(side, side, 1) : SamplePictures.picture(side, side, 1);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return file;
    }
}
