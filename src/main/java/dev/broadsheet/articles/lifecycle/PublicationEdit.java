package dev.broadsheet.articles.lifecycle;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The request body of a publication; OpenAPI schema of {@link PublicationRequest}. */
@Schema(name = "PublicationEdit", description = "What to publish and when.")
public record PublicationEdit(
        @Schema(description = "Revision to publish. Default: the working copy's.", minimum = "1") @Nullable
        Integer revision,

        @Schema(
                description =
                        "When; now if past. Default: the revision's publishedAt if that is in the future, else now.")
        @Nullable
        Instant publishAt,

        @Schema(description = "When it is taken down. Absent: unchanged; null: never.") @Nullable
        Instant expireAt) {}
