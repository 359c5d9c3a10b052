package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** Converts pictures to sRGB by their ICC profile, as far as it can be used; a damaged profile is as good as none. */
final class ColorProfile {

    /** Rows that are converted at a time. */
    private static final int STRIP = 64;

    private ColorProfile() {}

    /** @return RGB or RGBA */
    static Pixels toSrgb(Pixels picture, byte @Nullable [] profile) {
        Layout layout = picture.layout();
        if (profile != null) {
            try {
                ICC_Profile icc = ICC_Profile.getInstance(profile);
                int bands = layout == Layout.RGBA ? 3 : layout.bands();
                if (icc.getNumComponents() == bands && !isSrgb(icc, bands)) {
                    return convert(picture, icc);
                }
            } catch (IllegalArgumentException | CMMException | java.awt.image.ImagingOpException damaged) {
                // As without a profile.
            }
        }
        return layout == Layout.CMYK ? inkToSrgb(picture) : picture.grayAsRgb();
    }

    private static boolean isSrgb(ICC_Profile icc, int bands) {
        if (bands != 3) {
            return false;
        }
        int steps = 5;
        byte[] samples = new byte[steps * steps * steps * 3];
        for (int i = 0; i < samples.length; i += 3) {
            int color = i / 3;
            samples[i] = (byte) (color % steps * 255 / (steps - 1));
            samples[i + 1] = (byte) (color / steps % steps * 255 / (steps - 1));
            samples[i + 2] = (byte) (color / steps / steps * 255 / (steps - 1));
        }
        Pixels colors = new Pixels(samples.length / 3, 1, Layout.RGB, samples);
        byte[] converted = convert(colors, icc).samples();
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs((samples[i] & 255) - (converted[i] & 255)) > 2) {
                return false;
            }
        }
        return true;
    }

    private static Pixels convert(Pixels picture, ICC_Profile icc) {
        ColorConvertOp op =
                new ColorConvertOp(new ICC_Profile[] {icc, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        boolean alpha = picture.layout() == Layout.RGBA;
        Pixels srgb = new Pixels(picture.width(), picture.height(), alpha ? Layout.RGBA : Layout.RGB);
        int bands = alpha ? 3 : picture.layout().bands();
        byte[] from = new byte[picture.width() * STRIP * bands];
        byte[] to = new byte[picture.width() * STRIP * 3];
        for (int top = 0; top < picture.height(); top += STRIP) {
            int rows = Math.min(STRIP, picture.height() - top);
            int first = top * picture.width();
            int count = rows * picture.width();
            if (alpha) {
                copyColors(picture.samples(), first * 4, 4, from, 0, 3, count);
            } else {
                System.arraycopy(picture.samples(), first * bands, from, 0, count * bands);
            }
            op.filter(raster(from, picture.width(), rows, bands), raster(to, picture.width(), rows, 3));
            if (alpha) {
                copyColors(to, 0, 3, srgb.samples(), first * 4, 4, count);
                for (int i = first; i < first + count; i++) {
                    srgb.samples()[4 * i + 3] = picture.samples()[4 * i + 3];
                }
            } else {
                System.arraycopy(to, 0, srgb.samples(), first * 3, count * 3);
            }
        }
        return srgb;
    }

    private static void copyColors(
            byte[] from, int fromStart, int fromBands, byte[] to, int toStart, int toBands, int count) {
        for (int i = 0; i < count; i++) {
            for (int band = 0; band < 3; band++) {
                to[toStart + i * toBands + band] = from[fromStart + i * fromBands + band];
            }
        }
    }

    private static WritableRaster raster(byte[] samples, int width, int height, int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, height, width * bands, bands, offsets, null);
    }

    private static Pixels inkToSrgb(Pixels picture) {
        Pixels srgb = new Pixels(picture.width(), picture.height(), Layout.RGB);
        byte[] ink = picture.samples();
        for (int from = 0, to = 0; from < ink.length; from += 4, to += 3) {
            int paper = 255 - (ink[from + 3] & 255);
            for (int band = 0; band < 3; band++) {
                srgb.samples()[to + band] = (byte) ((255 - (ink[from + band] & 255)) * paper / 255);
            }
        }
        return srgb;
    }
}
