package dev.broadsheet.publications;

import dev.broadsheet.answers.Copy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads what lists know of a live article out of the period in which it is live. */
final class LiveFacts {

    private LiveFacts() {}

    /** Null if there was none such. */
    static @Nullable Copy of(List<? extends Record> periods, boolean before) {
        return periods.stream()
                .filter(period -> period.get("before", Boolean.class) == before)
                .findFirst()
                .map(LiveFacts::of)
                .orElse(null);
    }

    static Copy of(Record period) {
        UUID[] terms = period.get("terms", UUID[].class);
        return new Copy(
                period.get("article_id", UUID.class),
                period.get("slug", String.class),
                period.get("external_id", String.class),
                period.get("locale", String.class),
                period.get("type", String.class),
                period.get("kicker", String.class),
                period.get("title", String.class),
                period.get("summary_text", String.class),
                period.get("word_count", Long.class),
                period.get("reading_minutes", Long.class),
                period.get("revision", Long.class),
                time(period, "published_at"),
                time(period, "first_published_at"),
                time(period, "created_at"),
                time(period, "updated_at"),
                terms == null ? Set.of() : Set.of(terms));
    }

    private static Instant time(Record period, String column) {
        return period.get(column, OffsetDateTime.class).toInstant();
    }
}
