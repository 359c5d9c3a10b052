package dev.broadsheet.answers;

import dev.broadsheet.kernel.Clock;
import io.netty.util.AsciiString;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What others are told about how long they may keep a live answer: {@code Cache-Control} (RFC 9111, RFC 5861), reckoned
 * when the answer is sent, and never beyond the next scheduled change of what is live.
 */
@ApplicationScoped
class Lifetimes {

    private final AnswersSettings settings;
    private final Clock clock;
    private final Upcoming upcoming;
    private final long longest;
    private final AsciiString full;
    private final AsciiString stale;

    /** What was told last, for the same second. */
    private volatile Told told = new Told(-1, AsciiString.EMPTY_STRING);

    private record Told(long seconds, AsciiString text) {}

    Lifetimes(AnswersSettings settings, Clock clock, Upcoming upcoming) {
        this.settings = settings;
        this.clock = clock;
        this.upcoming = upcoming;
        this.longest = Math.max(
                seconds(settings.maxAge()),
                seconds(settings.sharedMaxAge()) + seconds(settings.staleWhileRevalidate()));
        this.full = text(Long.MAX_VALUE);
        this.stale = AsciiString.cached("public, max-age=0, stale-if-error=" + seconds(settings.staleIfError()));
    }

    AsciiString now() {
        long left = upcoming.millisLeft(clock.now().toEpochMilli()) / 1000;
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
        return stale;
    }

    Duration staleIfError() {
        return settings.staleIfError();
    }

    private AsciiString text(long left) {
        long own = Math.min(seconds(settings.maxAge()), left);
        long shared = Math.min(seconds(settings.sharedMaxAge()), left);
        long more = Math.min(seconds(settings.staleWhileRevalidate()), left - Math.max(own, shared));
        return AsciiString.cached("public, max-age=" + own + ", s-maxage=" + shared + ", stale-while-revalidate=" + more
                + ", stale-if-error=" + seconds(settings.staleIfError()));
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }
}
