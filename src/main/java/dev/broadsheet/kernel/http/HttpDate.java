package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Clock;
import io.netty.handler.codec.DateFormatter;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;

/** The {@code Date} of an answer (RFC 9110, section 6.6.1), written once a second. */
@Singleton
public class HttpDate {

    private static final int MILLIS = 1000;

    private final Clock clock;
    private volatile Written written = new Written(-1, AsciiString.EMPTY_STRING);

    private record Written(long second, AsciiString text) {}

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    public AsciiString now() {
        long second = clock.millis() / MILLIS;
        Written last = written;
        if (last.second() != second) {
            last = new Written(second, AsciiString.cached(of(Instant.ofEpochSecond(second))));
            written = last;
        }
        return last.text();
    }

    /** An IMF-fixdate (RFC 9110, section 5.6.7), with two digits for the day, which {@code RFC_1123_DATE_TIME} lacks. */
    public static String of(Instant moment) {
        return DateFormatter.format(Date.from(moment));
    }
}
