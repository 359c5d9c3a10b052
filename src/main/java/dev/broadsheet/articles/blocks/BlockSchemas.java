package dev.broadsheet.articles.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadsheet.body.DocumentSchema;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Adds the schemas of blocks to OpenAPI: one component for each type ({@code ParagraphBlock}, {@code ImageBlock}, …),
 * {@code Block} for any type, and {@code HeroImage} for an article's picture.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class BlockSchemas implements OASFilter {

    private static final String LOCAL = "#/$defs/";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final int MAX_BLOCKS = 20_000;

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
            constToEnum(schema);
            schemas.set(component(entry.getKey(), definitions), schema);
        });
        addImages(schemas);
        addRequestSchemas(schemas, definitions.at("/block/discriminator/mapping"));
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
        addImageObjects(document.getComponents().getSchemas());
    }

    /**
     * Replaces {@code const} by an enum of one value and adds the type that an enum lacks, because code generators
     * support typed enums better.
     */
    private static void constToEnum(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("const").isTextual()) {
            JsonNode constant = object.remove("const");
            object.put("type", "string").putArray("enum").add(constant);
        } else if (node instanceof ObjectNode object && object.has("enum") && !object.has("type")) {
            object.put("type", "string");
        }
        node.forEach(BlockSchemas::constToEnum);
    }

    /** Renames references and the values of a discriminator's mapping. */
    private static void rename(JsonNode node, JsonNode definitions) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String text = member.getValue().asText();
                if (text.startsWith(LOCAL)) {
                    String name = component(text.substring(LOCAL.length()), definitions);
                    member.setValue(TextNode.valueOf(SCHEMAS + name));
                }
            });
        }
        node.forEach(child -> rename(child, definitions));
    }

    /** Adds the schemas of blocks in requests, which require fewer members than those in responses. */
    private static void addRequestSchemas(ObjectNode schemas, JsonNode types) {
        ObjectNode sent = block(schemas, "BlockEdit", "A block in a request: members as in Block; key is optional.");
        ArrayNode names =
                sent.withObject("/properties/type").put("type", "string").putArray("enum");
        types.fieldNames().forEachRemaining(names::add);
        sent.putArray("required").add("type");
        schemas.putObject("BlockEdits")
                .put("type", "array")
                .put("maxItems", MAX_BLOCKS)
                .putObject("items")
                .put("$ref", SCHEMAS + "BlockEdit");

        ObjectNode written = block(schemas, "WrittenBlock", "The block after the write: members as in Block.");
        written.withObject("/properties/type").put("type", "string");
        written.withObject("/properties/dryRun").put("$ref", SCHEMAS + "DryRun");
        written.putArray("required").add("type").add("key");
    }

    private static ObjectNode block(ObjectNode schemas, String name, String description) {
        ObjectNode block = schemas.putObject(name).put("type", "object").put("description", description);
        block.put("additionalProperties", true);
        block.withObject("/properties/key").put("$ref", SCHEMAS + "BlockKey");
        return block;
    }

    /**
     * Requires url or media of a picture, as {@code if} and {@code else}. Code generators turn a {@code oneOf} of
     * required lists into an empty type, and two schemas for one block type conflict with the discriminator.
     */
    private static void addImages(ObjectNode schemas) {
        ObjectNode image = (ObjectNode) schemas.get("ImageBlock");
        image.remove("oneOf");
        has(image.putObject("if"), "media");
        has(image.putObject("else"), "url");
        describeLibraryImages(image.withObject("/properties"));
        ObjectNode hero =
                image.deepCopy().put("description", "The picture of an article: an image block without a key.");
        hero.withObject("/properties").remove("key");
        hero.putArray("required").add("type").add("alt");
        schemas.set("HeroImage", hero);
        ObjectNode sent = hero.deepCopy().put("description", "The picture of an article in a request.");
        sent.remove("required");
        schemas.set("HeroImageEdit", sent);
    }

    private static void describeLibraryImages(ObjectNode members) {
        ((ObjectNode) members.path("media")).put("description", "Id of a picture in the media library.");
        ((ObjectNode) members.path("url"))
                .put(
                        "description",
                        "http or https, or relative to the site. With media, in responses: the largest rendition.");
    }

    /** Adds the members of pictures of the media library to the schemas of pictures in articles. */
    private static void addImageObjects(Map<String, Schema> schemas) {
        Map<String, Schema> library =
                Objects.requireNonNull(schemas.get("ImageObject")).getProperties();
        for (String name : List.of("ImageBlock", "HeroImage", "HeroImageEdit")) {
            Schema image = Objects.requireNonNull(schemas.get(name));
            library.forEach((member, schema) -> {
                if (!image.getProperties().containsKey(member)) {
                    image.addProperty(member, schema);
                }
            });
        }
        Objects.requireNonNull(schemas.get("Seo"))
                .addProperty(
                        "image",
                        OASFactory.createSchema()
                                .description(
                                        "For social networks: a URL, or a picture of the media library, of which a request needs media alone.")
                                .addAnyOf(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.STRING)
                                        .addType(Schema.SchemaType.NULL))
                                .addAnyOf(OASFactory.createSchema().ref("ImageObject")));
    }

    private static void has(ObjectNode condition, String member) {
        condition.putArray("required").add(member);
        condition.putObject("properties").putObject(member);
    }

    /** A definition with a key is a type of block and gets the suffix Block; parts of blocks get it as a prefix. */
    private static String component(String name, JsonNode definitions) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        boolean block = definitions.path(name).path("properties").has("key");
        return block ? capital + "Block" : name.startsWith("block") ? capital : "Block" + capital;
    }
}
