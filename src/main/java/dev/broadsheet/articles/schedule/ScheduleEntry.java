package dev.broadsheet.articles.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadsheet.articles.PublishFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled publication or expiry of an article.
 *
 * @param revision the revision that goes live or is taken down
 * @param failedAt when the publication last failed
 * @param failure why it failed; it is retried every minute
 */
@Schema(name = "ScheduleEntry", description = "A scheduled publication or expiry.")
record ScheduleEntry(
        @Schema(enumeration = {"publish", "expire"}) Action action,

        Instant at,
        Subject article,
        int revision,
        @Nullable Instant failedAt,
        @Nullable PublishFailure failure) {

    enum Action {
        PUBLISH,
        EXPIRE;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
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
