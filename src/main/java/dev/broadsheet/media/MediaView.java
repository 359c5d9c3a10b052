package dev.broadsheet.media;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.media.image.Crops;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A medium as the API returns it; a picture with the members of its image object. Sending it back changes nothing.
 *
 * @param url of a picture the largest rendition, else the original file
 */
@Schema(name = "Media", description = "A picture or another file of the media library.")
public record MediaView(
        UUID id,
        @Schema(examples = "image/jpeg") String type,

        @Schema(description = "Size of the file.", examples = "482133")
        long bytes,

        @Schema(examples = "summit.jpg", maxLength = 200) String name,

        @Schema(
                description =
                        "Of a picture: the largest rendition; of an animation or another file: the file. Opens the file for one to two hours without a key.",
                examples =
                        "/files/019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f/full-2400-4be1f0a92c.jpg?expires=1767225600&signature=0f343b0931126a20f133d67c2b018a3b")
        String url,

        @Schema(
                description = "The file as it was uploaded. Opens it for one to two hours without a key.",
                examples =
                        "/files/019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f/original?expires=1767225600&signature=5d41402abc4b2a76b9719d911017c592")
        String original,

        @Schema(description = "Alternative text.", maxLength = 1000) @Nullable
        String alt,

        @Schema(maxLength = 2000) @Nullable String caption,
        @Schema(maxLength = 200) @Nullable String credit,
        @Schema(maxLength = 500) @Nullable String copyright,
        @Schema(maxLength = 2000) @Nullable String licenseUrl,

        @Schema(description = "From this moment on, the file isn't shown to readers.") @Nullable
        Instant licenseEndsAt,

        @Schema(description = "Where the file is from.", maxLength = 500) @Nullable
        String source,

        @Schema(description = "When the picture was taken.") @Nullable
        Instant takenAt,

        MediaMetadata.@Nullable Focus focus,
        @Nullable Crops crops,

        @Schema(description = "Of an upright picture, in pixels.") @JsonInclude(NON_NULL) @Nullable
        Integer width,

        @Schema(description = "Of an upright picture, in pixels.") @JsonInclude(NON_NULL) @Nullable
        Integer height,

        @Schema(description = "Placeholder to show while the picture loads (blurha.sh).")
        @JsonInclude(NON_NULL)
        @Nullable
        String blurhash,

        @Schema(description = "Dominant colour.", examples = "#3a5f7d") @JsonInclude(NON_NULL) @Nullable
        String color,

        @JsonInclude(NON_NULL) @Nullable Boolean animated,

        @Schema(description = "By ratio: full, 16x9, 4x3, 1x1.") @JsonInclude(NON_NULL) @Nullable
        Map<String, ImageObject.RatioRenditions> renditions,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "When it was moved to the trash.") @Nullable
        Instant trashedAt) {

    /**
     * @param original the URL of the file
     * @param image null if the medium isn't a picture
     */
    static MediaView of(Media media, String original, @Nullable ImageObject image) {
        MediaMetadata metadata = media.metadata();
        return new MediaView(
                media.id,
                media.type,
                media.bytes,
                media.name,
                image == null ? original : image.url(),
                original,
                metadata.alt(),
                metadata.caption(),
                metadata.credit(),
                metadata.copyright(),
                metadata.licenseUrl(),
                metadata.licenseEndsAt(),
                metadata.source(),
                metadata.takenAt(),
                metadata.focus(),
                metadata.crops(),
                image == null ? null : image.width(),
                image == null ? null : image.height(),
                image == null ? null : image.blurhash(),
                image == null ? null : image.color(),
                image == null ? null : image.animated(),
                image == null ? null : image.renditions(),
                media.createdAt,
                media.updatedAt,
                media.trashedAt);
    }
}
