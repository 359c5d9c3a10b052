package dev.broadsheet.articles.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeUpTimerTest {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2);
    private final AtomicInteger rung = new AtomicInteger();
    private final WakeUpTimer wakeUpTimer = new WakeUpTimer(executor, rung::incrementAndGet);

    @Test
    void timerFiresOnceAtTheEarliestMoment() {
        executor.setRemoveOnCancelPolicy(true);
        Instant now = Instant.now();
        wakeUpTimer.set(now.plus(Duration.ofHours(2)), now);
        wakeUpTimer.set(now.plusMillis(20), now);
        wakeUpTimer.set(now.plus(Duration.ofHours(1)), now);
        await().until(() -> rung.get() == 1);
        assertThat(executor.getQueue()).isEmpty();

        wakeUpTimer.set(now.minusMillis(20), now);
        await().until(() -> rung.get() == 2);
        wakeUpTimer.set(now.plus(Duration.ofHours(1)), now);
        wakeUpTimer.stop();
        assertThat(executor.shutdownNow()).isEmpty();
    }
}
