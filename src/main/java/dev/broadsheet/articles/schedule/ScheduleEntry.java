package dev.broadsheet.articles.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadsheet.articles.PublishFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled publication or expiry of an article, or the end of the licence of pictures that it shows.
 *
 * @param revision the revision that goes live, is taken down or loses the pictures
 * @param media the pictures whose licence ends; null for other actions
 * @param failedAt when the publication last failed
 * @param failure why it failed; it is retried every minute
 */
@Schema(
        name = "ScheduleEntry",
        description = "A scheduled publication or expiry, or the end of the licence of pictures.")
record ScheduleEntry(
        @Schema(enumeration = {"publish", "expire", "license-end"})
        Action action,

        Instant at,
        Subject article,
        int revision,

        @Schema(description = "license-end: the pictures that readers see no more.") @Nullable
        List<UUID> media,

        @Nullable Instant failedAt,
        @Nullable PublishFailure failure) {

    enum Action {
        PUBLISH,
        EXPIRE,
        LICENSE_END;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Action> of(String word) {
            return Arrays.stream(values())
                    .filter(action -> action.text().equals(word))
                    .findFirst();
        }
    }

    /** The article, with the working copy's slug, by which editors find it, and the title of the revision. */
    @Schema(name = "ScheduledArticle")
    record Subject(UUID id, String slug, @Nullable String title) {}
}
