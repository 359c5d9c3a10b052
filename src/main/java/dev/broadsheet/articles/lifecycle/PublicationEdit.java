package dev.broadsheet.articles.lifecycle;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The request body of a publication; OpenAPI schema of {@link PublicationRequest}. */
@Schema(name = "PublicationEdit", description = "What to publish, and when.")
public record PublicationEdit(
        @Schema(description = "Which revision; the working copy's if absent.", minimum = "1") @Nullable
        Integer revision,

        @Schema(description = "When; now if past. If absent, at the revision's publishedAt if that is ahead, else now.")
        @Nullable
        Instant publishAt,

        @Schema(description = "When it is taken down by itself; kept if absent, never if null.") @Nullable
        Instant expireAt) {}
