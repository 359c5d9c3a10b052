package dev.broadsheet.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The one source of time: UTC, truncated to milliseconds, so that what is answered is what was stored. */
@ApplicationScoped
public class Clock {

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** The same as milliseconds since 1970, for who asks a hundred thousand times a second. */
    public long millis() {
        return System.currentTimeMillis();
    }
}
