package dev.broadsheet.database.os;

import java.nio.file.Path;
import java.util.List;

/** The signals that PostgreSQL tells apart; Java itself sends only two others. */
public enum Signal {
    /** Fast shutdown: ends the sessions, writes everything, stops. */
    INTERRUPT("INT"),
    /** Immediate shutdown: stops; the next start recovers from the log. */
    QUIT("QUIT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    public void send(long pid) {
        // The shell's own kill: slim images have no program of that name.
        new OsCommand(List.of("/bin/sh", "-c", "kill -" + name + " " + pid)).run(Path.of("/"), "");
    }
}
