package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.Palette;
import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Region;
import dev.broadsheet.media.worker.pixels.Scaler;
import dev.broadsheet.media.worker.pixels.Size;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import org.jspecify.annotations.Nullable;

/** Brings rows of grey, of grey with opacity, or of indexes into a palette to a layout that can be scaled. */
final class RowConversion {

    private final int bands;
    private final @Nullable Palette palette;
    private final Layout layout;
    private final Scaler scaler;
    private final byte[] converted;

    /** @param bands samples of a pixel as they arrive; with a palette 1 */
    RowConversion(Size source, Size target, int bands, @Nullable Palette palette) {
        this.bands = bands;
        this.palette = palette;
        if (palette == null) {
            layout = bands == 1 ? Layout.GRAY : bands == 3 ? Layout.RGB : Layout.RGBA;
        } else {
            layout = palette.transparent() ? Layout.RGBA : Layout.RGB;
        }
        this.scaler = new Scaler(source, Region.all(source), target, layout);
        this.converted = new byte[source.width() * layout.bands()];
    }

    /** A colour model that stands for the rows as they arrive. Nothing is converted by it. */
    static ColorModel colors(int bands) {
        return new ComponentColorModel(
                ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                bands % 2 == 0,
                false,
                bands % 2 == 0 ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
    }

    void row(byte[] samples, int offset) {
        if (palette != null) {
            lookUp(samples, offset, palette);
            scaler.row(converted, 0);
        } else if (bands == 2) {
            for (int from = offset, to = 0; to < converted.length; from += 2, to += 4) {
                converted[to] = samples[from];
                converted[to + 1] = samples[from];
                converted[to + 2] = samples[from];
                converted[to + 3] = samples[from + 1];
            }
            scaler.row(converted, 0);
        } else {
            scaler.row(samples, offset);
        }
    }

    Pixels pixels() {
        return scaler.pixels();
    }

    private void lookUp(byte[] samples, int offset, Palette colors) {
        int step = layout.bands();
        for (int from = offset, to = 0; to < converted.length; from++, to += step) {
            // An index that the palette doesn't have is its first colour.
            int at = (samples[from] & 255) / colors.divisor() * 4;
            at = at < colors.rgba().length ? at : 0;
            for (int band = 0; band < step; band++) {
                converted[to + band] = colors.rgba()[at + band];
            }
        }
    }
}
