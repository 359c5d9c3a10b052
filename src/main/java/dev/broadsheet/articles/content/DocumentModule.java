package dev.broadsheet.articles.content;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import java.io.IOException;

/** Jackson module that stores a document as its blocks inside the content. */
final class DocumentModule {

    private DocumentModule() {}

    static Module module() {
        return new SimpleModule("document").addSerializer(new Writer()).addDeserializer(Document.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Document> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Document.class);
        }

        @Override
        public void serialize(Document document, JsonGenerator json, SerializerProvider provider) throws IOException {
            BodyConverter.blocks(document, json);
        }
    }

    private static final class Reader extends StdDeserializer<Document> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Document.class);
        }

        @Override
        public Document deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return BodyConverter.fromStored(json.<JsonNode>readValueAsTree());
        }
    }
}
