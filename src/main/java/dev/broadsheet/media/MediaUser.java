package dev.broadsheet.media;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An article that uses a medium. */
@Schema(name = "MediaUser", description = "An article that uses a medium, and where.")
public record MediaUser(
        UUID id,
        String slug,

        @Schema(description = "Of the working copy.") @Nullable
        String title,

        @Schema(description = "Whether readers see the medium in it.")
        boolean live,

        @Schema(description = "Whether the working copy uses it.")
        boolean draft,

        @Schema(description = "Whether the revision that is scheduled uses it.")
        boolean scheduled,

        @Schema(description = "Revisions that use it, newest first; at most 20.")
        List<Integer> revisions) {}
