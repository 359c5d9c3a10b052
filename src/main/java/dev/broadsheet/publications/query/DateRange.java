package dev.broadsheet.publications.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The time range of a date in a filter: a whole day, month or year, or one millisecond for an instant.
 *
 * @param to exclusive
 */
record DateRange(OffsetDateTime from, OffsetDateTime to) {

    static DateRange of(Instant instant) {
        return of(instant, instant.plusMillis(1));
    }

    static DateRange of(Instant from, Instant to) {
        return new DateRange(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }

    Condition contains(Field<OffsetDateTime> date) {
        return date.ge(from).and(date.lt(to));
    }
}
