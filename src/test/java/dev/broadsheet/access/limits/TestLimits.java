package dev.broadsheet.access.limits;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;

/**
 * The limits of the tests: none, unless a test sets one. A test sets a rate that no other test uses, so its buckets are
 * new.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class TestLimits implements LimitSettings {

    private volatile Rate key = Rate.OFF;
    private volatile Rate address = Rate.OFF;
    private volatile Rate wrongKeys = Rate.OFF;
    private volatile boolean liveReads;
    private volatile int maxWaiting = Integer.MAX_VALUE;
    private volatile Duration maxWorkerDelay = Duration.ofMinutes(1);
    private volatile int maxHeapPercent = 100;

    void reset() {
        key = Rate.OFF;
        address = Rate.OFF;
        wrongKeys = Rate.OFF;
        liveReads = false;
        maxWaiting = Integer.MAX_VALUE;
        maxWorkerDelay = Duration.ofMinutes(1);
        maxHeapPercent = 100;
    }

    void setKey(String rate) {
        key = Rate.of(rate);
    }

    void setAddress(String rate) {
        address = Rate.of(rate);
    }

    void setWrongKeys(String rate) {
        wrongKeys = Rate.of(rate);
    }

    void limitLiveReads() {
        liveReads = true;
    }

    void setMaxWaiting(int requests) {
        maxWaiting = requests;
    }

    void setMaxWorkerDelay(Duration delay) {
        maxWorkerDelay = delay;
    }

    void setMaxHeapPercent(int percent) {
        maxHeapPercent = percent;
    }

    @Override
    public Rate key() {
        return key;
    }

    @Override
    public Rate address() {
        return address;
    }

    @Override
    public boolean liveReads() {
        return liveReads;
    }

    @Override
    public Rate wrongKeys() {
        return wrongKeys;
    }

    @Override
    public int maxWaiting() {
        return maxWaiting;
    }

    @Override
    public Duration maxWorkerDelay() {
        return maxWorkerDelay;
    }

    @Override
    public int maxHeapPercent() {
        return maxHeapPercent;
    }
}
