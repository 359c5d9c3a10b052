package dev.broadsheet.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CropTest {

    private static final double PIXEL = 1;

    @Property(tries = 500)
    void cropHasTheRatioContainsTheFocusAndStaysInside(
            @ForAll Ratio ratio,
            @ForAll @IntRange(min = 1, max = 2400) int width,
            @ForAll @IntRange(min = 1, max = 2400) int height,
            @ForAll @DoubleRange(min = 0, max = 1) double x,
            @ForAll @DoubleRange(min = 0, max = 1) double y) {
        Crop crop = Crop.around(x, y, ratio, width, height);
        assertThat(crop.left()).isBetween(0, crop.right() - 1);
        assertThat(crop.top()).isBetween(0, crop.bottom() - 1);
        assertThat(crop.right()).isLessThanOrEqualTo(width);
        assertThat(crop.bottom()).isLessThanOrEqualTo(height);
        assertThat(x * width).isBetween((double) crop.left(), (double) crop.right());
        assertThat(y * height).isBetween((double) crop.top(), (double) crop.bottom());
        assertHasRatio(crop, ratio, width, height);
        assertThat(crop.width() == width || crop.height() == height)
                .as("as large as possible")
                .isTrue();
    }

    @Property(tries = 500)
    void chosenCropHasTheRatioInsideTheArea(
            @ForAll Ratio ratio,
            @ForAll @IntRange(min = 1, max = 2400) int width,
            @ForAll @IntRange(min = 1, max = 2400) int height,
            @ForAll @DoubleRange(min = 0, max = 1) double left,
            @ForAll @DoubleRange(min = 0, max = 1) double top,
            @ForAll @DoubleRange(min = 0.01, max = 1) double across,
            @ForAll @DoubleRange(min = 0.01, max = 1) double down) {
        Area area = new Area(left, top, (1 - left) * across, (1 - top) * down);
        Crop crop = Crop.inside(area, ratio, width, height);
        assertThat(crop.left()).isBetween((int) Math.floor(area.x() * width) - 1, width - 1);
        assertThat(crop.top()).isBetween((int) Math.floor(area.y() * height) - 1, height - 1);
        assertThat(crop.right()).isBetween(crop.left() + 1, width);
        assertThat(crop.bottom()).isBetween(crop.top() + 1, height);
        assertThat((double) crop.right()).isLessThanOrEqualTo((area.x() + area.width()) * width + 2 * PIXEL);
        assertHasRatio(crop, ratio, crop.width(), crop.height());
    }

    private static void assertHasRatio(Crop crop, Ratio ratio, int width, int height) {
        double wanted = ratio == Ratio.FULL ? (double) width / height : across(ratio);
        if (crop.width() > 1 && crop.height() > 1) {
            assertThat(Math.min(
                            Math.abs(crop.height() - crop.width() / wanted),
                            Math.abs(crop.width() - crop.height() * wanted)))
                    .isLessThanOrEqualTo(PIXEL);
        }
    }

    private static double across(Ratio ratio) {
        String[] sides = ratio.code().split("x");
        return Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
    }

    @Test
    void focusIsAsNearToTheMiddleAsTheSidesPermit() {
        assertThat(Crop.around(0.5, 0.5, Ratio.WIDE, 2400, 1600)).isEqualTo(new Crop(0, 125, 2400, 1475));
        assertThat(Crop.around(0.5, 0, Ratio.WIDE, 2400, 1600)).isEqualTo(new Crop(0, 0, 2400, 1350));
        assertThat(Crop.around(0.9, 0.5, Ratio.SQUARE, 2400, 1600)).isEqualTo(new Crop(800, 0, 2400, 1600));
        assertThat(Crop.around(0.4, 0.5, Ratio.SQUARE, 2400, 1600)).isEqualTo(new Crop(160, 0, 1760, 1600));
    }

    @Test
    void areaIsNarrowedToTheRatio() {
        assertThat(Crop.inside(new Area(0.5, 0.5, 0.5, 0.5), Ratio.SQUARE, 2400, 1600))
                .isEqualTo(new Crop(1400, 800, 2200, 1600));
    }

    @Test
    void areaMustLieInside() {
        assertThat(new Area(0.1, 0, 0.9, 1).isInside()).isTrue();
        assertThat(new Area(0.2, 0, 0.9, 1).isInside()).isFalse();
        assertThat(new Area(0, 0, 0, 1).isInside()).isFalse();
    }
}
