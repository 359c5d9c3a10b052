package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadsheet.body.DocumentSchema;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Puts the schema of the body's blocks into the contract, one component for each type: {@code ParagraphBlock},
 * {@code ImageBlock}, …; {@code Block} is any of them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class BlockSchemas implements OASFilter {

    private static final String LOCAL = "#/$defs/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        JsonNode definitions = DocumentSchema.json().path("$defs");
        ObjectNode contract = definitions.isObject() ? ((ObjectNode) definitions).objectNode() : null;
        if (contract == null) {
            throw new IllegalStateException("The schema of the body has no definitions.");
        }
        contract.put("openapi", "3.1.0");
        contract.putObject("info").put("title", "blocks").put("version", "1");
        contract.putObject("paths");
        ObjectNode schemas = contract.putObject("components").putObject("schemas");
        definitions.properties().forEach(entry -> {
            ObjectNode schema = entry.getValue().deepCopy();
            rename(schema, definitions);
            schemas.set(component(entry.getKey(), definitions), schema);
        });
        byte[] text = contract.toString().getBytes(StandardCharsets.UTF_8);
        SmallRyeOpenAPI.builder()
                .withCustomStaticFile(() -> new ByteArrayInputStream(text))
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build()
                .model()
                .getComponents()
                .getSchemas()
                .forEach(document.getComponents()::addSchema);
    }

    private static void rename(JsonNode node, JsonNode definitions) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith(LOCAL)) {
            String name = object.path("$ref").asText().substring(LOCAL.length());
            object.set("$ref", TextNode.valueOf("#/components/schemas/" + component(name, definitions)));
        }
        node.forEach(child -> rename(child, definitions));
    }

    /** Types of blocks are told from the pieces that they are made of by their key. */
    private static String component(String name, JsonNode definitions) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        boolean block = definitions.path(name).path("properties").has("key");
        return block ? capital + "Block" : name.startsWith("block") ? capital : "Block" + capital;
    }
}
