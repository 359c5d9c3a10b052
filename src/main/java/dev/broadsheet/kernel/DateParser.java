package dev.broadsheet.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses dates in common formats: RFC 3339 and the looser forms of ISO 8601, <a
 * href="https://yaml.org/type/timestamp.html">YAML timestamps</a>, RFC 9110 (HTTP), and English month names. The order
 * of numbers is always year, month, day: {@code 01/02/2026} is refused, because it is ambiguous. A date without an
 * offset is in the site's time zone; without a time it means the first moment of the day. The years are 0001 to 9999,
 * and the result is truncated to milliseconds.
 */
@ApplicationScoped
public class DateParser {

    /** Maximum length of a text in characters. No format is longer, and the limit bounds the time of matching. */
    private static final int MAX_LENGTH = 80;

    private static final String NUMBERS =
            "(?<year>\\d{4})(?<separator>[-/.])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})";

    private static final String WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?[ ]+)?";
    private static final String MONTH = "(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";

    /** After the date: a time, followed by an offset or the name of a time zone. */
    private static final String TIME = "(?:(?:[T ]|,[ ]*)[ ]*(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})"
            + "(?:[.,](?<fraction>\\d{1,9}))?)?[ ]*(?<half>[ap]m(?![a-z]))?[ ]*"
            + "(?<utc>Z|UTC|GMT)?(?<offset>(?<sign>[+-])(?<hours>\\d{1,2})(?::?(?<minutes>\\d{2}))?)?"
            + "(?<zone>[A-Z][A-Za-z]+/[A-Za-z_/]+)?(?:[ ]*\\([^)]*\\))?)?";

    private static final List<Pattern> FORMATS = List.of(
            form(NUMBERS),
            form(WEEKDAY + MONTH + "[ ]+" + DAY + ",?[ ]+(?<year>\\d{4})"),
            form(WEEKDAY + DAY + "[ -]+" + MONTH + ",?[ -]+(?<year>\\d{4})"));

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private final ZoneId zone;

    @Inject
    public DateParser(SiteSettings site) {
        this(site.timeZone());
    }

    DateParser(ZoneId zone) {
        this.zone = zone;
    }

    private static Pattern form(String date) {
        return Pattern.compile(date + TIME, Pattern.CASE_INSENSITIVE);
    }

    /** The time zone of dates without an offset, and of the start of a day. */
    public ZoneId zone() {
        return zone;
    }

    public Optional<Instant> parse(String sent) {
        String text = sent.strip();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (Pattern form : FORMATS) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return read(matcher);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> read(Matcher found) {
        try {
            LocalDate date = LocalDate.of(number(found, "year"), month(found), number(found, "day"));
            Instant instant = found.group("hour") == null
                    ? date.atStartOfDay(zone).toInstant()
                    : date.atTime(time(found)).atZone(zone(found)).toInstant();
            int year = ZonedDateTime.ofInstant(instant, ZoneOffset.UTC).getYear();
            return year < 1 || year > 9999 ? Optional.empty() : Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static int month(Matcher found) {
        String name = optional(found, "name");
        return name == null ? number(found, "month") : MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) / 3 + 1;
    }

    private static LocalTime time(Matcher found) {
        String fraction = found.group("fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        int second = found.group("second") == null ? 0 : number(found, "second");
        return LocalTime.of(hour(found), number(found, "minute"), second, nanos);
    }

    private static int hour(Matcher found) {
        int hour = number(found, "hour");
        String half = found.group("half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("No hour of half a day: " + hour);
        }
        return hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }

    private ZoneId zone(Matcher found) {
        if (found.group("offset") != null) {
            int sign = found.group("sign").equals("-") ? -1 : 1;
            int minutes = found.group("minutes") == null ? 0 : number(found, "minutes");
            return ZoneOffset.ofHoursMinutes(sign * number(found, "hours"), sign * minutes);
        }
        if (found.group("utc") != null) {
            return ZoneOffset.UTC;
        }
        return found.group("zone") == null ? zone : ZoneId.of(found.group("zone"));
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }

    /** Null also if the pattern doesn't have the group. */
    private static @Nullable String optional(Matcher found, String group) {
        return found.pattern().pattern().contains("<" + group + ">") ? found.group(group) : null;
    }
}
