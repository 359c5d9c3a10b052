package dev.broadsheet.database.os;

import java.util.concurrent.locks.LockSupport;

/** Between two looks at something that the operating system announces to nobody. */
public final class Pause {

    private Pause() {}

    public static void brief() {
        LockSupport.parkNanos(10_000_000);
    }
}
