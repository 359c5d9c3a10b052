package dev.broadsheet.kernel;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Nobody looks for work in a database that is away: each look would only fail, and log what the ear has told already. */
@Singleton
public class DatabaseAway implements Scheduled.SkipPredicate {

    private final Ear ear;

    DatabaseAway(Ear ear) {
        this.ear = ear;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return ear.state() == Ear.State.AWAY;
    }
}
