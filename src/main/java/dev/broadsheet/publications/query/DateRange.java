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
