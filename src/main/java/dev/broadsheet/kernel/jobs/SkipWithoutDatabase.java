package dev.broadsheet.kernel.jobs;

import dev.broadsheet.kernel.events.ChangeFeed;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Nobody looks for work in a database that is away: each look would only fail, and log what the ear has told already. */
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
