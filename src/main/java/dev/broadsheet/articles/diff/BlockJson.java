package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Block;
import java.io.IOException;

/** A block that becomes JSON when the response is written, without a tree of JSON nodes in memory. */
final class BlockJson extends JsonSerializable.Base {

    private final Block block;

    private BlockJson(Block block) {
        this.block = block;
    }

    static JsonNode of(Block block) {
        return new POJONode(new BlockJson(block));
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        BodyConverter.block(block, json);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }
}
