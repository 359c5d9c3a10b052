package dev.broadsheet.publications.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The time that a date means: a day from its first moment to the next one's, an instant for its millisecond.
 *
 * @param to not part of it any more
 */
record Span(OffsetDateTime from, OffsetDateTime to) {

    static Span of(Instant instant) {
        return of(instant, instant.plusMillis(1));
    }

    static Span of(Instant from, Instant to) {
        return new Span(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }

    Condition has(Field<OffsetDateTime> date) {
        return date.ge(from).and(date.lt(to));
    }
}
