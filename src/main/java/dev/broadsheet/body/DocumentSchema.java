package dev.broadsheet.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema (2020-12, as in OpenAPI 3.1) of the blocks in responses. */
public final class DocumentSchema {

    private DocumentSchema() {}

    /** The schema of {@code {"blocks": […]}}; its {@code $defs} has one schema per type of block. */
    public static JsonNode json() {
        try (InputStream schema = DocumentSchema.class.getResourceAsStream("document.schema.json")) {
            if (schema == null) {
                throw new IllegalStateException("document.schema.json isn't where this class is.");
            }
            return new ObjectMapper().readTree(schema);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
