package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a JSON object at the start of a file. */
final class JsonFrontMatter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonFrontMatter() {}

    /** The object and its length in the text, in characters. */
    record ParsedObject(FrontMatterData members, int length) {}

    static ParsedObject read(String text, int firstLine) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw MalformedFile.at(firstLine, "The front matter must be a JSON object.");
            }
            ObjectNode typed = JSON.readValue(parser, ObjectNode.class);
            int length = (int) parser.currentLocation().getCharOffset();
            try (JsonParser again = JSON.createParser(text)) {
                again.nextToken();
                return new ParsedObject(new FrontMatterData(typed, (ObjectNode) rawValue(again)), length);
            }
        } catch (JsonProcessingException failure) {
            throw MalformedFile.of(failure, "JSON", firstLine);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode rawValue(JsonParser at) throws IOException {
        if (at.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = NODES.objectNode();
            while (at.nextToken() != JsonToken.END_OBJECT) {
                String name = at.currentName();
                at.nextToken();
                object.set(name, rawValue(at));
            }
            return object;
        }
        if (at.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode list = NODES.arrayNode();
            while (at.nextToken() != JsonToken.END_ARRAY) {
                list.add(rawValue(at));
            }
            return list;
        }
        return at.currentToken() == JsonToken.VALUE_NULL ? NODES.nullNode() : NODES.textNode(at.getText());
    }
}
