package dev.broadsheet.database;

import dev.broadsheet.database.os.IoErrorMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no database, as one line for the person who starts the app: what is wrong and, where it is known, what
 * to do. Whoever catches it prints the message and nothing else; the cause is kept for the debugger.
 */
public final class DatabaseStartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseStartupException(String line) {
        this(line, null);
    }

    DatabaseStartupException(String line, @Nullable Throwable cause) {
        super(line.strip().replaceAll("\\s*\\R\\s*", " "), cause);
    }

    /** Names the file and the reason, which {@link IOException} messages alone rarely do both. */
    static DatabaseStartupException ioFailure(String deed, IOException cause) {
        return new DatabaseStartupException(deed + " failed: " + IoErrorMessage.of(cause) + ".", cause);
    }

    /** The line for people. */
    public String line() {
        return java.util.Objects.requireNonNullElse(getMessage(), "The database can't be used.");
    }
}
