package dev.broadsheet.database;

import java.util.concurrent.locks.LockSupport;

/** Between two looks at something that the operating system announces to nobody. */
final class Pause {

    private Pause() {}

    static void brief() {
        LockSupport.parkNanos(10_000_000);
    }
}
