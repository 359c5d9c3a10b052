package dev.broadsheet.media.image;

import java.util.ArrayList;
import java.util.List;

/** The widths in which a crop is offered. */
final class RenditionSizes {

    private static final int[] WIDTHS = {160, 320, 480, 640, 800, 1200, 1600, 2400};

    private RenditionSizes() {}

    /** Ascending. Never wider than the crop, whose own width is the last one. */
    static List<Integer> widths(Crop crop) {
        List<Integer> widths = new ArrayList<>();
        for (int width : WIDTHS) {
            if (width < crop.width()) {
                widths.add(width);
            }
        }
        widths.add(Math.min(crop.width(), WIDTHS[WIDTHS.length - 1]));
        return widths;
    }

    static int height(Crop crop, int width) {
        return (int) Math.max(1, Math.round((double) width * crop.height() / crop.width()));
    }
}
