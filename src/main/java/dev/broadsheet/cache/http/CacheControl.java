package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CacheSettings;
import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.NextScheduledChange;
import dev.broadsheet.kernel.Clock;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long clients and shared caches may keep a response: {@code Cache-Control} (RFC 9111, RFC 5861). Calculated when
 * the response is sent; never beyond the next scheduled change of published articles, nor beyond the moment at which
 * the response itself becomes outdated, such as the end of a picture's licence.
 */
@Singleton
class CacheControl {

    private final CacheSettings settings;
    private final Clock clock;
    private final NextScheduledChange nextChange;
    private final long longestLifetime;
    private final AsciiString full;

    /** The last formatted header, reused while the number of seconds is the same. */
    private volatile FormattedHeader lastFormatted = new FormattedHeader(-1, AsciiString.EMPTY_STRING);

    private record FormattedHeader(long seconds, AsciiString text) {}

    CacheControl(CacheSettings settings, Clock clock, NextScheduledChange nextChange) {
        this.settings = settings;
        this.clock = clock;
        this.nextChange = nextChange;
        this.longestLifetime = Math.max(
                seconds(settings.maxAge()),
                seconds(settings.sharedMaxAge())
                        + Math.max(seconds(settings.staleWhileRevalidate()), seconds(settings.staleIfError())));
        this.full = text(Long.MAX_VALUE);
    }

    AsciiString current(CachedResponse response) {
        long left = secondsLeft(response);
        if (left >= longestLifetime) {
            return full;
        }
        FormattedHeader last = lastFormatted;
        if (last.seconds() != left) {
            last = new FormattedHeader(left, text(left));
            lastFormatted = last;
        }
        return last.text();
    }

    /** The header of a response that may be outdated. */
    AsciiString stale(CachedResponse response) {
        return AsciiString.cached("public, max-age=0, stale-if-error="
                + Math.min(seconds(settings.staleIfError()), secondsLeft(response)));
    }

    /** Seconds until the next scheduled change, or until the response is outdated. */
    private long secondsLeft(CachedResponse response) {
        long now = clock.millis();
        long own = Math.max(0, response.expiresAtMillis() - now);
        return Math.min(nextChange.millisLeft(now), own) / 1000;
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
