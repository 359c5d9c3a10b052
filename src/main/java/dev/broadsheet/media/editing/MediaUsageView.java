package dev.broadsheet.media.editing;

import dev.broadsheet.media.MediaUser;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The articles that use a medium. */
@Schema(name = "MediaUsage", description = "The articles that use a medium, newest first.")
record MediaUsageView(
        @Schema(maxItems = MediaUsageView.MAX) List<MediaUser> articles,

        @Schema(description = "Whether more articles than these use it.")
        boolean more) {

    static final int MAX = 100;

    static MediaUsageView of(List<MediaUser> found) {
        return new MediaUsageView(found.stream().limit(MAX).toList(), found.size() > MAX);
    }
}
