package dev.broadsheet.cache;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next scheduled change of published articles is due. {@code PublishScheduler} sets it with every poll and
 * whenever something is scheduled. If it is wrong, it is too early: until it is first set, a change counts as due now.
 */
@Singleton
public class NextScheduledChange {

    private long version;
    private volatile long next = Long.MIN_VALUE;

    /** Call it before the query, and pass the result to {@link #set}. */
    public synchronized long version() {
        return version;
    }

    /**
     * @param moment when the next change is due; null if nothing is scheduled
     * @param expectedVersion the version from before the query; the call is ignored if something was scheduled since
     */
    public synchronized void set(@Nullable Instant moment, long expectedVersion) {
        if (expectedVersion == this.version) {
            next = moment == null ? Long.MAX_VALUE : moment.toEpochMilli();
        }
    }

    /** Adds a newly scheduled change. */
    public synchronized void add(Instant moment) {
        version++;
        next = Math.min(next, moment.toEpochMilli());
    }

    /** Never negative. */
    public long millisLeft(long now) {
        long known = next;
        return known == Long.MAX_VALUE ? known : Math.max(0, known - now);
    }

    /** The end of validity of a response that depends on the schedule; null for no limit. */
    public @Nullable Instant moment() {
        long known = next;
        return known == Long.MAX_VALUE ? null : Instant.ofEpochMilli(Math.max(known, 0));
    }
}
