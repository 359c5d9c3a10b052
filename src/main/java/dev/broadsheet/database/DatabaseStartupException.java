package dev.broadsheet.database;

import dev.broadsheet.database.os.IoErrorMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The database can't be used. The message is one line for the operator: the problem and, if known, what to do. Print
 * the message only; the cause is for debugging.
 */
public final class DatabaseStartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseStartupException(String line) {
        this(line, null);
    }

    DatabaseStartupException(String line, @Nullable Throwable cause) {
        super(line.strip().replaceAll("\\s*\\R\\s*", " "), cause);
    }

    /** Names the file and the reason; the message of an {@link IOException} rarely has both. */
    static DatabaseStartupException ioFailure(String deed, IOException cause) {
        return new DatabaseStartupException(deed + " failed: " + IoErrorMessage.of(cause) + ".", cause);
    }

    /** The line for the operator. */
    public String line() {
        return java.util.Objects.requireNonNullElse(getMessage(), "The database can't be used.");
    }
}
