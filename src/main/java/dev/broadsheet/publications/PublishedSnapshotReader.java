package dev.broadsheet.publications;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link PublishedSnapshot}, the members of a live article that lists depend on, from a row of
 * {@code publication_period}.
 */
final class PublishedSnapshotReader {

    private static final List<Field<?>> PERIOD = List.of(
            field(name("article_id"), UUID.class),
            field(name("slug"), String.class),
            field(name("external_id"), String.class),
            field(name("locale"), String.class),
            field(name("type"), String.class),
            field(name("kicker"), String.class),
            field(name("title"), String.class),
            field(name("summary_text"), String.class),
            field(name("word_count"), Long.class),
            field(name("reading_minutes"), Long.class),
            field(name("revision"), Long.class),
            field(name("published_at"), OffsetDateTime.class),
            field(name("first_published_at"), OffsetDateTime.class),
            field(name("created_at"), OffsetDateTime.class),
            field(name("updated_at"), OffsetDateTime.class));

    /**
     * Columns to select, in this order: whether the row is the state before the change, the period, the ids of its
     * terms.
     */
    static final List<Field<?>> COLUMNS = Stream.of(
                    Stream.of(field(name("before"), Boolean.class)),
                    PERIOD.stream(),
                    Stream.of(field(name("terms"), UUID[].class)))
            .<Field<?>>flatMap(Function.identity())
            .toList();

    private PublishedSnapshotReader() {}

    /** The columns of the period as an SQL select list. */
    static String columns(String period) {
        return PERIOD.stream().map(field -> period + "." + field.getName()).collect(joining(", "));
    }

    /** Null if no row has that value of {@code before}. */
    static @Nullable PublishedSnapshot of(List<? extends Record> periods, boolean before) {
        return periods.stream()
                .filter(period -> period.get("before", Boolean.class) == before)
                .findFirst()
                .map(PublishedSnapshotReader::of)
                .orElse(null);
    }

    static PublishedSnapshot of(Record period) {
        UUID[] terms = period.get("terms", UUID[].class);
        return new PublishedSnapshot(
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
