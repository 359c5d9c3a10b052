package dev.broadsheet.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Dates as people write them: RFC 3339, also with a space for the T, without seconds, without an offset (then in the
 * site's time zone) or without a time. Years 0001 to 9999; milliseconds.
 */
@ApplicationScoped
public class Dates {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT);

    private final ZoneId zone;

    @Inject
    public Dates(SiteSettings site) {
        this(site.timeZone());
    }

    Dates(ZoneId zone) {
        this.zone = zone;
    }

    /** The zone that decides dates without an offset, and where a day begins. */
    public ZoneId zone() {
        return zone;
    }

    public Optional<Instant> parse(String text) {
        try {
            TemporalAccessor parsed =
                    FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant;
            if (parsed instanceof OffsetDateTime time) {
                instant = time.toInstant();
            } else if (parsed instanceof LocalDateTime time) {
                instant = time.atZone(zone).toInstant();
            } else {
                instant = ((LocalDate) parsed).atStartOfDay(zone).toInstant();
            }
            int year = ZonedDateTime.ofInstant(instant, ZoneOffset.UTC).getYear();
            return year < 1 || year > 9999 ? Optional.empty() : Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
