package dev.broadsheet.kernel.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a change: the key of a request, or the app itself.
 *
 * @param keyId null for the app itself and for the command line
 * @param address the network address that the request came from
 */
public record Actor(
        @Nullable UUID keyId, String name, @Nullable String address) {

    /** Nobody asked: a schedule came due, say. */
    public static final Actor APP = new Actor(null, "broadsheet", null);

    /** Somebody at the machine, with a command. */
    public static final Actor COMMAND_LINE = new Actor(null, "command line", null);

    /** Knows who acts now. The room that knows keys implements it. */
    public interface Source {
        Actor current();
    }
}
