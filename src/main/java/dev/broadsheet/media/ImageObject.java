package dev.broadsheet.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A picture as articles show it, with everything that a front-end needs for an {@code img} element.
 *
 * @param url the largest rendition of the whole picture
 * @param renditions by ratio: {@code full 16x9 4x3 1x1}
 */
@Schema(
        name = "ImageObject",
        description = "A picture of the media library, ready to show.",
        requiredProperties = {"media", "url", "width", "height", "animated", "renditions"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageObject(
        UUID media,
        String url,

        @Schema(description = "Of the upright picture, in pixels.")
        int width,

        @Schema(description = "Of the upright picture, in pixels.")
        int height,

        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        @Nullable String copyright,
        @Nullable Instant licenseEndsAt,

        @Schema(description = "Placeholder to show while the picture loads (blurha.sh).") @Nullable
        String blurhash,

        @Schema(description = "Dominant colour.", examples = "#3a5f7d") @Nullable
        String color,

        MediaMetadata.@Nullable Focus focus,
        boolean animated,
        Map<String, RatioRenditions> renditions) {

    /**
     * The renditions of one ratio.
     *
     * @param url the largest one as JPEG, or PNG if the picture has transparency
     * @param srcset the value of a {@code srcset} attribute for each format: {@code avif webp jpeg png}
     */
    @Schema(
            name = "Renditions",
            description = "One crop of a picture in several widths and formats.",
            requiredProperties = {"width", "height", "url", "srcset"})
    public record RatioRenditions(int width, int height, String url, Map<String, String> srcset) {}
}
