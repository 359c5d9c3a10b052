package dev.broadsheet.cache;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LoggedChange;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time since the change feed lost its connection. Since then, changes by other nodes may have made cached responses
 * outdated.
 */
@Singleton
public class Staleness implements ChangeFeed.Listener {

    private final ResponseCache cache;
    private final Clock clock;
    private volatile @Nullable Instant lost;

    Staleness(ResponseCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** Does nothing: the packages that know the changed tables invalidate the responses. */
    @Override
    public void onChanges(List<LoggedChange> changes) {}

    @Override
    public void onConnectionLost(String reason) {
        lost = clock.now();
    }

    @Override
    public void onChangesMissed() {
        cache.invalidateAll();
    }

    @Override
    public void onCaughtUp() {
        lost = null;
    }

    public Duration staleFor() {
        Instant since = lost;
        return since == null ? Duration.ZERO : Duration.between(since, clock.now());
    }
}
