package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.NotFound;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds blocks in the JSON of a body, however deep they are nested. Its depth is bounded by the body's own limit. */
public final class Blocks {

    private Blocks() {}

    /** A body without any. */
    public static ObjectNode none() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("blocks");
        return body;
    }

    /** @throws NotFound if no block of the body has the key */
    public static ObjectNode find(JsonNode body, String key) {
        return spot(body, key).block();
    }

    /** Where a block stands. */
    record Spot(ArrayNode in, int index) {

        ObjectNode block() {
            return (ObjectNode) in.get(index);
        }
    }

    static Spot spot(JsonNode body, String key) {
        Spot spot = search(body, key);
        if (spot == null) {
            throw new NotFound("block", key);
        }
        return spot;
    }

    static void collectKeys(JsonNode node, Set<String> keys) {
        if (isBlock(node)) {
            keys.add(node.path("key").asText());
        }
        node.forEach(child -> collectKeys(child, keys));
    }

    /** Null if no block has the key. */
    static @Nullable Spot search(JsonNode node, String key) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (isBlock(array.get(i)) && key.equals(array.get(i).path("key").asText())) {
                    return new Spot(array, i);
                }
            }
        }
        for (JsonNode child : node) {
            Spot spot = search(child, key);
            if (spot != null) {
                return spot;
            }
        }
        return null;
    }

    private static boolean isBlock(JsonNode node) {
        return node.isObject() && node.has("type") && node.path("key").isTextual();
    }
}
