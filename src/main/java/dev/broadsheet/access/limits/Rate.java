package dev.broadsheet.access.limits;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests are allowed in a window, written {@code 600/1m}. All of them may come at once; the quota refills
 * evenly over the window.
 *
 * @param requests 0 for no limit, written {@code off}
 */
record Rate(int requests, Duration window) {

    static final Rate OFF = new Rate(0, Duration.ZERO);
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})\\s*/\\s*(\\S+)");

    /** Reads a setting. Called by SmallRye Config. */
    public static Rate of(String text) {
        if (text.strip().equals("off")) {
            return OFF;
        }
        Matcher parts = TEXT.matcher(text.strip());
        if (parts.matches()) {
            Duration window = DurationConverter.parseDuration(parts.group(2));
            if (window.toSeconds() > 0) {
                return new Rate(Integer.parseInt(parts.group(1)), window);
            }
        }
        throw new IllegalArgumentException(
                text + " is no rate. Write requests and a window of at least a second, such as 600/1m, or off.");
    }

    static Rate aMinute(int requests) {
        return new Rate(requests, Duration.ofMinutes(1));
    }

    boolean isOff() {
        return requests == 0;
    }
}
