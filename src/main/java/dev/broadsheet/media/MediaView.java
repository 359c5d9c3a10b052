package dev.broadsheet.media;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A medium as the API returns it. Sending it back changes nothing.
 *
 * @param url the path of the original file
 */
@Schema(name = "Media", description = "A picture or another file of the media library.")
public record MediaView(
        UUID id,
        @Schema(examples = "image/jpeg") String type,

        @Schema(description = "Size of the file.", examples = "482133")
        long bytes,

        @Schema(examples = "summit.jpg", maxLength = 200) String name,

        @Schema(
                description = "Path of the original file.",
                examples = "/files/019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f/original")
        String url,

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

        MediaMetadata.@Nullable Focus focus,
        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "When it was moved to the trash.") @Nullable
        Instant trashedAt) {

    public static MediaView of(Media media) {
        MediaMetadata metadata = media.metadata();
        return new MediaView(
                media.id,
                media.type,
                media.bytes,
                media.name,
                "/files/" + media.id + "/original",
                metadata.alt(),
                metadata.caption(),
                metadata.credit(),
                metadata.copyright(),
                metadata.licenseUrl(),
                metadata.licenseEndsAt(),
                metadata.source(),
                metadata.focus(),
                media.createdAt,
                media.updatedAt,
                media.trashedAt);
    }
}
