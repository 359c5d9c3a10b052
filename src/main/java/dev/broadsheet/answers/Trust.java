package dev.broadsheet.answers;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Ear;
import dev.broadsheet.kernel.LoggedChange;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Since when what is kept can't be trusted, because other processes' changes are not heard. */
@Singleton
class Trust implements Ear.Listener {

    private final AnswerCache cache;
    private final Clock clock;
    private volatile @Nullable Instant lost;

    Trust(AnswerCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** What is dropped for them is told by who knows the tables. */
    @Override
    public void heard(List<LoggedChange> changes) {}

    @Override
    public void lost(String reason) {
        lost = clock.now();
    }

    @Override
    public void missed() {
        cache.dropAll();
    }

    @Override
    public void caughtUp() {
        lost = null;
    }

    Duration lostFor() {
        Instant since = lost;
        return since == null ? Duration.ZERO : Duration.between(since, clock.now());
    }
}
