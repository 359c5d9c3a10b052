package dev.broadsheet.kernel.jobs;

import dev.broadsheet.kernel.events.ChangeFeed;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/**
 * Skips scheduled jobs while the database is unreachable: each would fail and log the outage, which the change feed has
 * logged already.
 */
@Singleton
public class SkipWithoutDatabase implements Scheduled.SkipPredicate {

    private final ChangeFeed changeFeed;

    SkipWithoutDatabase(ChangeFeed changeFeed) {
        this.changeFeed = changeFeed;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return changeFeed.state() == ChangeFeed.State.UNREACHABLE;
    }
}
