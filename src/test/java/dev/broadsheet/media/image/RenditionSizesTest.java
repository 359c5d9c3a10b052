package dev.broadsheet.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.media.worker.ImageFacts;
import dev.broadsheet.media.worker.ImageFormat;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenditionSizesTest {

    @Test
    void cropIsNeverEnlarged() {
        assertThat(RenditionSizes.widths(crop(2400, 1600))).containsExactly(160, 320, 480, 640, 800, 1200, 1600, 2400);
        assertThat(RenditionSizes.widths(crop(800, 600))).containsExactly(160, 320, 480, 640, 800);
    }

    @Test
    void ownWidthIsTheLargest() {
        assertThat(RenditionSizes.widths(crop(1000, 600))).containsExactly(160, 320, 480, 640, 800, 1000);
        assertThat(RenditionSizes.widths(crop(100, 100))).containsExactly(100);
        assertThat(RenditionSizes.widths(crop(1, 1))).containsExactly(1);
    }

    @Test
    void heightFollowsTheCrop() {
        assertThat(RenditionSizes.height(crop(2400, 1350), 160)).isEqualTo(90);
        assertThat(RenditionSizes.height(crop(2400, 1), 160)).isEqualTo(1);
    }

    @Test
    void sizesAreThoseOfTheWorkingCopy() {
        Picture picture = picture(6000, 4000, false);
        assertThat(picture.sizes(Ratio.SQUARE)).last().isEqualTo(new Picture.Size(1600, 1600));
        assertThat(picture.sizes(Ratio.WIDE)).last().isEqualTo(new Picture.Size(2400, 1350));
        assertThat(picture.sizes(Ratio.FULL)).last().isEqualTo(new Picture.Size(2400, 1600));
    }

    @Test
    void pngReplacesJpegWhereThereIsTransparency() {
        Set<ImageFormat> all = EnumSet.allOf(ImageFormat.class);
        assertThat(picture(10, 10, false).formats(all))
                .containsExactly(ImageFormat.AVIF, ImageFormat.WEBP, ImageFormat.JPEG);
        assertThat(picture(10, 10, true).formats(all)).containsExactly(ImageFormat.WEBP, ImageFormat.PNG);
        assertThat(picture(10, 10, true).formats(EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG)))
                .containsExactly(ImageFormat.PNG);
    }

    @Test
    void aFewPixelsAreNotWrittenAsAvif() {
        Set<ImageFormat> all = EnumSet.allOf(ImageFormat.class);

        assertThat(picture(2, 2, false).formats(all)).containsExactly(ImageFormat.WEBP, ImageFormat.JPEG);
        // Its square has one pixel.
        assertThat(picture(2400, 1, false).formats(all)).containsExactly(ImageFormat.WEBP, ImageFormat.JPEG);
        assertThat(picture(4, 4, false).formats(all)).contains(ImageFormat.AVIF);
    }

    private static Crop crop(int width, int height) {
        return new Crop(0, 0, width, height);
    }

    private static Picture picture(int width, int height, boolean transparent) {
        ImageFacts facts = new ImageFacts(width, height, transparent, false, "L00000fQfQfQ", "#000000");
        return new Picture("a".repeat(64), facts, 0.5, 0.5, null);
    }
}
