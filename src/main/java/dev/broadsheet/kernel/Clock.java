package dev.broadsheet.kernel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The only source of time: UTC, truncated to milliseconds, so that responses show exactly the stored time. */
@ApplicationScoped
public class Clock {

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** The time in milliseconds since 1970, for code that runs a hundred thousand times a second. */
    public long millis() {
        return System.currentTimeMillis();
    }
}
