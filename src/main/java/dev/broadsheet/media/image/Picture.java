package dev.broadsheet.media.image;

import dev.broadsheet.media.worker.ImageFacts;
import dev.broadsheet.media.worker.ImageFormat;
import dev.broadsheet.media.worker.Rendition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture and how it is cropped, which decide what renditions it has.
 *
 * @param hash SHA-256 of the original, 64 hex digits
 * @param focusX the point that crops keep, from 0 to 1, on the upright picture
 */
public record Picture(
        String hash,
        ImageFacts facts,
        double focusX,
        double focusY,
        @Nullable Crops crops) {

    /** SVT-AV1's frames of four pixels or fewer don't fit the buffer that FFmpeg gives them. */
    private static final int AVIF_PIXELS = 8;

    /**
     * The size of one rendition.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public record Size(int width, int height) {}

    /** Ascending; the last one is as wide as the crop. */
    public List<Size> sizes(Ratio ratio) {
        Crop crop = crop(ratio);
        return RenditionSizes.widths(crop).stream()
                .map(width -> new Size(width, RenditionSizes.height(crop, width)))
                .toList();
    }

    /** The best first; the last one, which every browser reads, is {@link #fallback}. */
    public List<ImageFormat> formats(Set<ImageFormat> writable) {
        boolean avif = Stream.of(Ratio.values()).allMatch(this::isWritableAsAvif);
        return ImageFormat.forPicture(facts.transparent()).stream()
                .filter(format -> writable.contains(format) && (avif || format != ImageFormat.AVIF))
                .toList();
    }

    private boolean isWritableAsAvif(Ratio ratio) {
        Size smallest = sizes(ratio).get(0);
        return smallest.width * smallest.height >= AVIF_PIXELS;
    }

    /** JPEG, or PNG if the picture has transparency. */
    public ImageFormat fallback() {
        return facts.transparent() ? ImageFormat.PNG : ImageFormat.JPEG;
    }

    /** What the worker has to make for a name. */
    public Rendition rendition(FileName name) {
        Crop crop = crop(name.ratio());
        double width = facts.workingWidth();
        double height = facts.workingHeight();
        return new Rendition(
                crop.left() / width,
                crop.top() / height,
                crop.right() / width,
                crop.bottom() / height,
                name.width(),
                RenditionSizes.height(crop, name.width()),
                name.format());
    }

    Crop crop(Ratio ratio) {
        Area chosen = crops == null ? null : crops.of(ratio);
        return chosen == null
                ? Crop.around(focusX, focusY, ratio, facts.workingWidth(), facts.workingHeight())
                : Crop.inside(chosen, ratio, facts.workingWidth(), facts.workingHeight());
    }
}
