package dev.broadsheet.testkit;

import dev.broadsheet.kernel.Clock;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;

/** The clock of the tests. It runs like the system clock and can be moved ahead. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestClock extends Clock {

    private volatile Duration offset = Duration.ZERO;

    @Override
    public long millis() {
        return super.millis() + offset.toMillis();
    }

    /** Moves the clock ahead, for all tests that follow. */
    public void advance(Duration by) {
        offset = offset.plus(by);
    }
}
