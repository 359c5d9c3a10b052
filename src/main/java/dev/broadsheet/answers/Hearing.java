package dev.broadsheet.answers;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether this process hears of what other processes change: only then is what it remembers true. */
@ApplicationScoped
public class Hearing {

    /** How it stands. */
    public enum State {
        /** Every change is heard at once. */
        LISTENING,
        /** Changes may have been missed: answers come from the database. */
        CATCHING_UP,
        /** The database can't be reached: the last known answers are the best there are. */
        AWAY
    }

    private record Since(State state, @Nullable Instant away) {}

    private volatile Since since = new Since(State.CATCHING_UP, null);

    public State now() {
        return since.state();
    }

    public void is(State state, Instant now) {
        Instant away = since.away();
        since = new Since(state, state == State.LISTENING ? null : away == null ? now : away);
    }

    /** For how long it hasn't been sure. */
    Duration away(Instant now) {
        Instant away = since.away();
        return away == null ? Duration.ZERO : Duration.between(away, now);
    }
}
