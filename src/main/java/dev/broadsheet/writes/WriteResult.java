package dev.broadsheet.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a write, from which {@link WriteExecutor} makes the response.
 *
 * @param body the resource after the write, rendered only if the response has a body; null if it no longer exists
 * @param bodyOnRequest whether the body is sent only with {@code Prefer: return=representation} (204 otherwise)
 * @param etag the resource's new ETag, for the next If-Match
 * @param location the path of the created resource; null if none was created
 * @param warnings differences between the content sent and the content stored
 * @param diff the changes that a dry run shows; computed only for a dry run
 * @param secrets members of the body that are sent once and never stored: a repeat with the same Idempotency-Key gets
 *     null in their place
 */
public record WriteResult(
        @Nullable Supplier<ObjectNode> body,
        boolean bodyOnRequest,
        @Nullable String etag,
        @Nullable String location,
        List<Warning> warnings,
        @Nullable Supplier<@Nullable JsonNode> diff,
        Map<String, String> secrets) {

    public static WriteResult created(Supplier<ObjectNode> body, @Nullable String etag, String location) {
        return new WriteResult(body, false, etag, location, List.of(), null, Map.of());
    }

    public static WriteResult updated(Supplier<ObjectNode> body, String etag) {
        return new WriteResult(body, false, etag, null, List.of(), null, Map.of());
    }

    /** 204, unless the client prefers a body. */
    public static WriteResult updatedWithoutBody(Supplier<ObjectNode> body, String etag) {
        return new WriteResult(body, true, etag, null, List.of(), null, Map.of());
    }

    /** 200 with a body, for a write whose result has no ETag. */
    public static WriteResult completed(Supplier<ObjectNode> body) {
        return new WriteResult(body, false, null, null, List.of(), null, Map.of());
    }

    /** 204: the resource no longer exists. */
    public static WriteResult deleted() {
        return new WriteResult(null, true, null, null, List.of(), null, Map.of());
    }

    public WriteResult withWarnings(List<Warning> more) {
        return new WriteResult(body, bodyOnRequest, etag, location, List.copyOf(more), diff, secrets);
    }

    public WriteResult withDiff(@Nullable Supplier<@Nullable JsonNode> by) {
        return new WriteResult(body, bodyOnRequest, etag, location, warnings, by, secrets);
    }

    public WriteResult withSecrets(Map<String, String> members) {
        return new WriteResult(body, bodyOnRequest, etag, location, warnings, diff, Map.copyOf(members));
    }

    boolean created() {
        return location != null;
    }

    /** The warnings in the JSON format of all writes. */
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
