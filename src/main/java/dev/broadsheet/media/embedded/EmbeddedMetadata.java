package dev.broadsheet.media.embedded;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself. Texts are stripped, without control characters, and of any length.
 *
 * @param alt IPTC's alternative text; a caption is none
 * @param credit the credit line, or the names of the creators
 * @param takenAt when the picture was taken
 */
public record EmbeddedMetadata(
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        @Nullable String copyright,
        @Nullable Instant takenAt) {

    public static final EmbeddedMetadata NONE = new EmbeddedMetadata(null, null, null, null, null);
}
