package dev.broadsheet.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a write did, for {@link Writes} to answer.
 *
 * @param body the thing as it is now, worked out if it is wanted; null if nothing is left of it
 * @param quiet whether the body is answered only to a client that prefers it (204 otherwise)
 * @param etag of the thing, guards the next write
 * @param location the path of what was made; null if nothing was
 * @param warnings what was done differently from what was sent
 * @param diff what a rehearsal shows as changed; worked out only then
 */
public record Written(
        @Nullable Supplier<ObjectNode> body,
        boolean quiet,
        @Nullable String etag,
        @Nullable String location,
        List<Warning> warnings,
        @Nullable Supplier<@Nullable JsonNode> diff) {

    public static Written made(Supplier<ObjectNode> body, String etag, String location) {
        return new Written(body, false, etag, location, List.of(), null);
    }

    public static Written changed(Supplier<ObjectNode> body, String etag) {
        return new Written(body, false, etag, null, List.of(), null);
    }

    /** Done, and most clients want to hear no more than that. */
    public static Written quietly(Supplier<ObjectNode> body, String etag) {
        return new Written(body, true, etag, null, List.of(), null);
    }

    /** Done; there is something to say of it, but nothing that has a state. */
    public static Written done(Supplier<ObjectNode> body) {
        return new Written(body, false, null, null, List.of(), null);
    }

    /** Nothing is left to show. */
    public static Written gone() {
        return new Written(null, true, null, null, List.of(), null);
    }

    public Written warning(List<Warning> more) {
        return new Written(body, quiet, etag, location, List.copyOf(more), diff);
    }

    public Written differing(@Nullable Supplier<@Nullable JsonNode> by) {
        return new Written(body, quiet, etag, location, warnings, by);
    }

    boolean made() {
        return location != null;
    }

    /** Warnings as every write answers them. */
    public static ArrayNode tree(List<Warning> warnings) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Warning warning : warnings) {
            ObjectNode tree = list.addObject().put("code", warning.code());
            if (warning.pointer() != null) {
                tree.put("pointer", warning.pointer());
            }
            if (warning.line() != null) {
                tree.put("line", warning.line());
            }
            tree.put("detail", warning.detail());
        }
        return list;
    }
}
