package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final List<Field<?>> VALUES = PublicationTable.LIST_FIELDS.stream()
            .<Field<?>>map(field -> field(name(field.column()), field.kind().type()))
            .toList();

    private static final List<Field<?>> PERIOD_COLUMNS = Stream.<Field<?>>concat(
                    Stream.of(field(name(PUBLICATION.ARTICLE_ID.getName()), PUBLICATION.ARTICLE_ID.getDataType())),
                    VALUES.stream())
            .toList();

    /**
     * Columns to select, in this order: whether the row is the state before the change, the period, the ids of its
     * terms.
     */
    static final List<Field<?>> COLUMNS = Stream.of(
                    Stream.of(field(name("before"), Boolean.class)),
                    PERIOD_COLUMNS.stream(),
                    Stream.of(field(name("terms"), UUID[].class)))
            .<Field<?>>flatMap(Function.identity())
            .toList();

    private PublishedSnapshotReader() {}

    /** The columns of the period as an SQL select list. */
    static String columns(String period) {
        return PERIOD_COLUMNS.stream()
                .map(field -> period + "." + field.getName())
                .collect(joining(", "));
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
                Stream.of(period.get("slug", String.class), period.get("external_id", String.class))
                        .filter(Objects::nonNull)
                        .collect(toSet()),
                values(period),
                terms == null ? Set.of() : Set.of(terms));
    }

    private static Map<String, Object> values(Record period) {
        Map<String, Object> values = new HashMap<>();
        for (Field<?> column : VALUES) {
            Object value = period.get(column.getName(), column.getType());
            if (value != null) {
                values.put(column.getName(), value instanceof OffsetDateTime time ? time.toInstant() : value);
            }
        }
        return values;
    }
}
