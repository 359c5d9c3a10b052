package dev.broadsheet.articles.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.NotFoundProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds blocks in the JSON of a body at any depth. Recursion is bounded by the body's nesting limit. */
public final class Blocks {

    private Blocks() {}

    /** A body without blocks. */
    public static ObjectNode empty() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("blocks");
        return body;
    }

    /** @throws NotFoundProblem if no block of the body has the key */
    public static ObjectNode find(JsonNode body, String key) {
        return locate(body, key).block();
    }

    /** The list that contains a block, and the block's index. */
    record BlockPosition(ArrayNode siblings, int index) {

        ObjectNode block() {
            return (ObjectNode) siblings.get(index);
        }
    }

    static BlockPosition locate(JsonNode body, String key) {
        BlockPosition blockPosition = search(body, key);
        if (blockPosition == null) {
            throw new NotFoundProblem("block", key);
        }
        return blockPosition;
    }

    static void collectKeys(JsonNode node, Set<String> keys) {
        if (isBlock(node)) {
            keys.add(node.path("key").asText());
        }
        node.forEach(child -> collectKeys(child, keys));
    }

    /** Returns null if no block has the key. */
    static @Nullable BlockPosition search(JsonNode node, String key) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (isBlock(array.get(i)) && key.equals(array.get(i).path("key").asText())) {
                    return new BlockPosition(array, i);
                }
            }
        }
        for (JsonNode child : node) {
            BlockPosition blockPosition = search(child, key);
            if (blockPosition != null) {
                return blockPosition;
            }
        }
        return null;
    }

    private static boolean isBlock(JsonNode node) {
        return node.isObject() && node.has("type") && node.path("key").isTextual();
    }
}
