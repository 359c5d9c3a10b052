package dev.broadsheet.testkit;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files made by code. The same seed makes the same picture. */
public final class SamplePictures {

    private SamplePictures() {}

    public static byte[] jpeg(int width, int height, long seed) {
        return jpeg(picture(width, height, seed), false);
    }

    public static byte[] progressiveJpeg(int width, int height, long seed) {
        return jpeg(picture(width, height, seed), true);
    }

    public static byte[] png(int width, int height, long seed) {
        return write(picture(width, height, seed), "png");
    }

    /** A disc on a transparent ground. */
    public static byte[] transparentPng(int width, int height, long seed) {
        return write(transparent(width, height, seed), "png");
    }

    public static byte[] gif(int width, int height, long seed) {
        return write(picture(width, height, seed), "gif");
    }

    /** Smooth colours with shapes on it, and some noise. */
    public static BufferedImage picture(int width, int height, long seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(seed);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, color(random), width, height, color(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 60; i++) {
            graphics.setPaint(new GradientPaint(
                    random.nextInt(width), 0, color(random), random.nextInt(width), height, color(random)));
            int size = 1 + random.nextInt(1 + Math.min(width, height) / 3);
            graphics.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
        }
        graphics.dispose();
        for (int i = 0; i < width * height / 16; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            picture.setRGB(x, y, new Color(picture.getRGB(x, y)).brighter().getRGB());
        }
        return picture;
    }

    /** The first picture behind a disc, nothing around it. */
    public static BufferedImage transparent(int width, int height, long seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setClip(new java.awt.geom.Ellipse2D.Double(0, 0, width, height));
        graphics.drawImage(picture(width, height, seed), 0, 0, null);
        graphics.dispose();
        return picture;
    }

    public static byte[] jpeg(BufferedImage picture, boolean progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.9f);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(picture, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** @param samples the four samples of a pixel by its number */
    public static byte[] cmykJpeg(int width, int height, IntFunction<int[]> samples) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, samples.apply(i));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] write(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The JPEG with a marker segment behind its first marker: Exif, a colour profile, Adobe's. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(0xff);
        bytes.write(marker);
        bytes.write(content.length + 2 >> 8);
        bytes.write(content.length + 2);
        bytes.writeBytes(content);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /** The JPEG with Exif's tag Orientation. */
    public static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return withSegment(jpeg, 0xe1, exif);
    }

    /** A progressive JPEG whose last scan is there many times: small in bytes, slow to decode. */
    public static byte[] scanBomb(int side, int scans) {
        BufferedImage gray = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] jpeg = jpeg(gray, true);
        int start = 0;
        for (int i = 2; i < jpeg.length - 3; ) {
            int marker = jpeg[i + 1] & 255;
            if (jpeg[i] != -1 || marker == 0 || marker == 255 || marker >= 0xd0 && marker <= 0xd9) {
                i++;
                continue;
            }
            start = marker == 0xda ? i : start;
            i += 2 + ((jpeg[i + 2] & 255) << 8 | jpeg[i + 3] & 255);
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < scans; i++) {
            bomb.write(jpeg, start, jpeg.length - 2 - start);
        }
        bomb.write(jpeg, jpeg.length - 2, 2);
        return bomb.toByteArray();
    }

    /** A GIF that shows the same picture several times. */
    public static byte[] animatedGif(int width, int height, int frames) {
        byte[] gif = gif(width, height, 1);
        int palette = 13 + (3 << (gif[10] & 7) + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(gif, 0, palette);
        for (int i = 0; i < frames; i++) {
            bytes.write(gif, palette, gif.length - 1 - palette);
        }
        bytes.write(0x3b);
        return bytes.toByteArray();
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(0x1000000));
    }
}
