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
 * What a write did, for {@link WriteExecutor} to answer.
 *
 * @param body the thing as it is now, worked out if it is wanted; null if nothing is left of it
 * @param bodyOnRequest whether the body is answered only to a client that prefers it (204 otherwise)
 * @param etag of the thing, guards the next write
 * @param location the path of what was made; null if nothing was
 * @param warnings what was done differently from what was sent
 * @param diff what a rehearsal shows as changed; worked out only then
 */
public record WriteResult(
        @Nullable Supplier<ObjectNode> body,
        boolean bodyOnRequest,
        @Nullable String etag,
        @Nullable String location,
        List<Warning> warnings,
        @Nullable Supplier<@Nullable JsonNode> diff) {

    public static WriteResult created(Supplier<ObjectNode> body, String etag, String location) {
        return new WriteResult(body, false, etag, location, List.of(), null);
    }

    public static WriteResult updated(Supplier<ObjectNode> body, String etag) {
        return new WriteResult(body, false, etag, null, List.of(), null);
    }

    /** Done, and most clients want to hear no more than that. */
    public static WriteResult updatedWithoutBody(Supplier<ObjectNode> body, String etag) {
        return new WriteResult(body, true, etag, null, List.of(), null);
    }

    /** Done; there is something to say of it, but nothing that has a state. */
    public static WriteResult completed(Supplier<ObjectNode> body) {
        return new WriteResult(body, false, null, null, List.of(), null);
    }

    /** Nothing is left to show. */
    public static WriteResult deleted() {
        return new WriteResult(null, true, null, null, List.of(), null);
    }

    public WriteResult withWarnings(List<Warning> more) {
        return new WriteResult(body, bodyOnRequest, etag, location, List.copyOf(more), diff);
    }

    public WriteResult withDiff(@Nullable Supplier<@Nullable JsonNode> by) {
        return new WriteResult(body, bodyOnRequest, etag, location, warnings, by);
    }

    boolean created() {
        return location != null;
    }

    /** Warnings as every write answers them. */
    public static ArrayNode warningsJson(List<Warning> warnings) {
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
