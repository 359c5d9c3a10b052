package dev.broadsheet.access.limits;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

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

    void reset() {
        key = Rate.OFF;
        address = Rate.OFF;
        wrongKeys = Rate.OFF;
        liveReads = false;
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
}
