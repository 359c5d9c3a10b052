package dev.broadsheet.database.os;

import java.nio.file.Path;
import java.util.List;

/** The signals that PostgreSQL distinguishes. Java itself can't send these two. */
public enum Signal {
    /** Fast shutdown: ends the sessions, writes everything, stops. */
    INTERRUPT("INT"),
    /** Immediate shutdown: stops without writing; the next start recovers from the WAL. */
    QUIT("QUIT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    public void send(long pid) {
        // The shell's built-in kill, because slim images have no kill program.
        new OsCommand(List.of("/bin/sh", "-c", "kill -" + name + " " + pid)).run(Path.of("/"), "");
    }
}
