package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Clock;
import io.netty.handler.codec.DateFormatter;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Date} header of responses (RFC 9110, section 6.6.1), formatted once a second. */
@Singleton
public class HttpDate {

    private static final int MAX_LENGTH = 64;

    private static final int MILLIS = 1000;

    private final Clock clock;
    private volatile FormattedDate latest = new FormattedDate(-1, AsciiString.EMPTY_STRING);

    private record FormattedDate(long second, AsciiString text) {}

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    public AsciiString now() {
        long second = clock.millis() / MILLIS;
        FormattedDate last = latest;
        if (last.second() != second) {
            last = new FormattedDate(second, AsciiString.cached(of(Instant.ofEpochSecond(second))));
            latest = last;
        }
        return last.text();
    }

    /**
     * Whether {@code moment} is later than the date in a conditional header. HTTP dates have whole seconds, so
     * fractions of a second are ignored.
     *
     * @param lines the values of the header; an unreadable date, or more than one value, is ignored (RFC 9110, section
     *     13.1.4)
     */
    static boolean isAfter(Instant moment, List<String> lines) {
        return lines.size() == 1
                && parse(lines.get(0))
                        .filter(date -> moment.truncatedTo(ChronoUnit.SECONDS).isAfter(date))
                        .isPresent();
    }

    /** Empty if {@code text} is not an HTTP date. */
    static Optional<Instant> parse(@Nullable String text) {
        // Netty throws for longer texts.
        return Optional.ofNullable(
                        text == null || text.length() > MAX_LENGTH ? null : DateFormatter.parseHttpDate(text))
                .map(Date::toInstant);
    }

    /**
     * An IMF-fixdate (RFC 9110, section 5.6.7), with two digits for the day, which {@code RFC_1123_DATE_TIME} lacks.
     */
    public static String of(Instant moment) {
        return DateFormatter.format(Date.from(moment));
    }
}
