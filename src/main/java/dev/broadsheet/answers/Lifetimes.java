package dev.broadsheet.answers;

import dev.broadsheet.kernel.Clock;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What others are told about how long they may keep a live answer: {@code Cache-Control} (RFC 9111, RFC 5861), reckoned
 * when the answer is sent, and never beyond the next scheduled change of what is live.
 */
@Singleton
class Lifetimes {

    private final AnswersSettings settings;
    private final Clock clock;
    private final Upcoming upcoming;
    private final long longest;
    private final AsciiString full;

    /** What was told last, for the same second. */
    private volatile Told told = new Told(-1, AsciiString.EMPTY_STRING);

    private record Told(long seconds, AsciiString text) {}

    Lifetimes(AnswersSettings settings, Clock clock, Upcoming upcoming) {
        this.settings = settings;
        this.clock = clock;
        this.upcoming = upcoming;
        this.longest = Math.max(
                seconds(settings.maxAge()),
                seconds(settings.sharedMaxAge())
                        + Math.max(seconds(settings.staleWhileRevalidate()), seconds(settings.staleIfError())));
        this.full = text(Long.MAX_VALUE);
    }

    AsciiString now() {
        long left = left();
        if (left >= longest) {
            return full;
        }
        Told last = told;
        if (last.seconds() != left) {
            last = new Told(left, text(left));
            told = last;
        }
        return last.text();
    }

    /** Of an answer that may be another by now. */
    AsciiString stale() {
        return AsciiString.cached(
                "public, max-age=0, stale-if-error=" + Math.min(seconds(settings.staleIfError()), left()));
    }

    /** Seconds. */
    private long left() {
        return upcoming.millisLeft(clock.millis()) / 1000;
    }

    Duration staleIfError() {
        return settings.staleIfError();
    }

    private AsciiString text(long left) {
        long own = Math.min(seconds(settings.maxAge()), left);
        long shared = Math.min(seconds(settings.sharedMaxAge()), left);
        long more = left - Math.max(own, shared);
        return AsciiString.cached("public, max-age=" + own + ", s-maxage=" + shared
                + ", stale-while-revalidate=" + Math.min(seconds(settings.staleWhileRevalidate()), more)
                + ", stale-if-error=" + Math.min(seconds(settings.staleIfError()), more));
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }
}
