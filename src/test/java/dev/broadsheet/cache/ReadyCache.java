package dev.broadsheet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.testkit.Api;
import jakarta.enterprise.context.ApplicationScoped;
import org.awaitility.Awaitility;

/** Waits until the cache accepts responses of every kind. */
@ApplicationScoped
class ReadyCache {

    /** The Cache-Status of a response from the cache. */
    static final String HIT = "broadsheet; hit";

    private final ChangeFeed changeFeed;
    private final PublishScheduler scheduler;

    ReadyCache(ChangeFeed changeFeed, PublishScheduler scheduler) {
        this.changeFeed = changeFeed;
        this.scheduler = scheduler;
    }

    void await() {
        Awaitility.await().until(() -> changeFeed.state() == ChangeFeed.State.LISTENING);
        // Counts aren't cached while a scheduled change is due.
        scheduler.poll();
    }

    /** Asserts that the second of two reads comes from the cache. */
    static void assertCached(String path) {
        Api.anonymous().get(path).expect(200);
        assertThat(Api.anonymous().get(path).expect(200).header("Cache-Status"))
                .as(path)
                .isEqualTo(HIT);
    }
}
