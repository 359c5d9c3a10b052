package dev.broadsheet.media.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one block.
 *
 * @param credit the line that is to be printed
 * @param creators names, separated by commas
 * @param dates when the picture was taken, in formats of {@code DateParser}, the preferred one first
 */
record EmbeddedFields(
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        @Nullable String creators,
        @Nullable String copyright,
        List<String> dates) {

    static final EmbeddedFields NONE = new EmbeddedFields(null, null, null, null, null, List.of());
}
