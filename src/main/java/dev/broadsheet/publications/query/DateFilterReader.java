package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.request.UrlDate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses dates of filters: the usual formats, a whole day, month or year, {@code now}, and a distance from now such as
 * {@code -7d} or {@code -1y}. Days begin in the site's time zone.
 */
@ApplicationScoped
class DateFilterReader {

    private static final Pattern DISTANCE = Pattern.compile("([-+ ])(\\d{1,4})(min|h|d|w|mo|y)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private final DateParser dates;
    private final Clock clock;

    DateFilterReader(DateParser dates, Clock clock) {
        this.dates = dates;
        this.clock = clock;
    }

    /** Whether the date is relative to now. */
    static boolean isRelative(String text) {
        return text.equals("now") || DISTANCE.matcher(text).matches();
    }

    Optional<DateRange> read(String text) {
        try {
            return read(text, dates.zone());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private Optional<DateRange> read(String text, ZoneId zone) {
        if (text.equals("now")) {
            return Optional.of(DateRange.of(clock.now()));
        } else if (DAY.matcher(text).matches()) {
            LocalDate day = LocalDate.parse(text);
            return between(day, day.plusDays(1), zone);
        } else if (MONTH.matcher(text).matches()) {
            YearMonth month = YearMonth.parse(text);
            return between(month.atDay(1), month.plusMonths(1).atDay(1), zone);
        } else if (YEAR.matcher(text).matches()) {
            Year year = Year.parse(text);
            return between(year.atDay(1), year.plusYears(1).atDay(1), zone);
        }
        Matcher distance = DISTANCE.matcher(text);
        return distance.matches()
                ? storable(applyDistance(distance, zone)).map(DateRange::of)
                : dates.parse(UrlDate.withPlus(text)).map(DateRange::of);
    }

    private Instant applyDistance(Matcher distance, ZoneId zone) {
        long amount = Long.parseLong(distance.group(2)) * (distance.group(1).equals("-") ? -1 : 1);
        ZonedDateTime now = clock.now().atZone(zone);
        return switch (distance.group(3)) {
            case "min" -> now.plusMinutes(amount).toInstant();
            case "h" -> now.plusHours(amount).toInstant();
            case "d" -> now.plusDays(amount).toInstant();
            case "w" -> now.plusWeeks(amount).toInstant();
            case "mo" -> now.plusMonths(amount).toInstant();
            default -> now.plusYears(amount).toInstant();
        };
    }

    private static Optional<DateRange> between(LocalDate from, LocalDate to, ZoneId zone) {
        return storable(from.atStartOfDay(zone).toInstant())
                .map(start -> DateRange.of(start, to.atStartOfDay(zone).toInstant()));
    }

    /** Empty outside the years 1 to 9999, the range that is valid for all dates of the API. */
    private static Optional<Instant> storable(Instant instant) {
        int year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
        return year < 1 || year > 9999 ? Optional.empty() : Optional.of(instant);
    }
}
