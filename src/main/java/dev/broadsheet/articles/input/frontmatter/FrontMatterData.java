package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The members of front matter, in two forms of the same shape.
 *
 * @param typed scalars have the type that the format gives them: YAML 1.2 core schema, TOML 1.0, JSON
 * @param raw scalars are text as written in the file, such as {@code 007}, {@code 1_000} or {@code no}; null stays
 *     null. For members that take text.
 */
public record FrontMatterData(ObjectNode typed, ObjectNode raw) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static FrontMatterData none() {
        return new FrontMatterData(JSON.objectNode(), JSON.objectNode());
    }

    /** For a format whose parser doesn't keep scalars as written: {@code raw} has the typed values as text. */
    static FrontMatterData of(ObjectNode typed) {
        return new FrontMatterData(typed, (ObjectNode) asText(typed));
    }

    private static JsonNode asText(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode texts = JSON.objectNode();
            object.properties().forEach(member -> texts.set(member.getKey(), asText(member.getValue())));
            return texts;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode texts = JSON.arrayNode();
            list.forEach(entry -> texts.add(asText(entry)));
            return texts;
        }
        return value.isNull() ? value : JSON.textNode(value.asText());
    }
}
