package dev.broadsheet.kernel.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The originator of a change: the key of a request, or the app itself.
 *
 * @param keyId null for the app itself and for the command line
 * @param address the IP address of the client
 */
public record Actor(
        @Nullable UUID keyId, String name, @Nullable String address) {

    /** A change without a request, such as a scheduled publication. */
    public static final Actor APP = new Actor(null, "broadsheet", null);

    /** A change by a shell command. */
    public static final Actor COMMAND_LINE = new Actor(null, "command line", null);

    /** Supplies the current actor. {@code access} implements it. */
    public interface Source {
        Actor current();
    }
}
