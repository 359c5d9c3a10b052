package dev.broadsheet.cache;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next scheduled change of what is live is due, as the timetable tells it: with every look, and whenever
 * something is planned. Rather too early than too late: until it is told, it is now.
 */
@Singleton
public class NextScheduledChange {

    private long version;
    private volatile long next = Long.MIN_VALUE;

    /** To be taken before a look, and given to {@link #set}. */
    public synchronized long version() {
        return version;
    }

    /** Nothing is due before; null if nothing is due at all. Not heard if something was planned since the look began. */
    public synchronized void set(@Nullable Instant moment, long plans) {
        if (plans == this.version) {
            next = moment == null ? Long.MAX_VALUE : moment.toEpochMilli();
        }
    }

    /** This is due as well. */
    public synchronized void add(Instant moment) {
        version++;
        next = Math.min(next, moment.toEpochMilli());
    }

    /** Not negative. */
    public long millisLeft(long now) {
        long known = next;
        return known == Long.MAX_VALUE ? known : Math.max(0, known - now);
    }

    /** Until when an answer holds that counts what the schedule may change; null for ever. */
    public @Nullable Instant moment() {
        long known = next;
        return known == Long.MAX_VALUE ? null : Instant.ofEpochMilli(Math.max(known, 0));
    }
}
