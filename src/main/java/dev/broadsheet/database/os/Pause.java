package dev.broadsheet.database.os;

import java.util.concurrent.locks.LockSupport;

/** A pause of 10 ms, for polling a state that the operating system doesn't announce. */
public final class Pause {

    private Pause() {}

    public static void brief() {
        LockSupport.parkNanos(10_000_000);
    }
}
