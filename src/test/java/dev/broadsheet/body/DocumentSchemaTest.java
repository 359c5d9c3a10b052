package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.EmbedProvider;
import dev.broadsheet.body.document.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Checks that written blocks match the published JSON Schema, with a validator for the few keywords that the schema
 * uses.
 */
class DocumentSchemaTest {

    private static final JsonNode SCHEMA = DocumentSchema.json();
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$ref",
            "$defs",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "oneOf",
            "discriminator",
            "const",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "format");

    @Property(tries = 1000)
    void generatedDocumentsAreValid(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        String blocks = BodyConverter.blocks(GeneratedDocument.of(seed, size)).toString();
        Document document = BodyConverter.read(new BodySource(SourceFormat.BLOCKS, blocks), null)
                .document();
        List<String> errors = new ArrayList<>();
        validate(BodyConverter.blocks(document), SCHEMA.at("/properties/blocks"), "", errors);
        assertThat(errors).as(blocks).isEmpty();
    }

    @Test
    void enumerationsMatchTheCode() {
        assertThat(words("/$defs/mark/properties/type/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Mark.values()).stream().map(Mark::jsonName).toList());
        assertThat(words("/$defs/embed/properties/provider/enum"))
                .containsExactlyInAnyOrderElementsOf(List.of(EmbedProvider.values()).stream()
                        .map(EmbedProvider::jsonName)
                        .toList());
        assertThat(words("/$defs/direction/enum"))
                .containsExactlyInAnyOrderElementsOf(List.of(Direction.values()).stream()
                        .map(Direction::jsonName)
                        .toList());
        assertThat(SCHEMA.at("/$defs/block/oneOf")).hasSize(Block.class.getPermittedSubclasses().length);
    }

    @Test
    void everySchemaMemberIsUsed() {
        Set<String> unseen = new HashSet<>();
        SCHEMA.get("$defs")
                .properties()
                .forEach(def -> def.getValue()
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(name -> unseen.add(def.getKey() + "." + name)));
        for (long seed = 0; seed < 3000 && !unseen.isEmpty(); seed++) {
            seen(
                    BodyConverter.blocks(BodyConverter.read(
                                    new BodySource(
                                            SourceFormat.BLOCKS,
                                            BodyConverter.blocks(GeneratedDocument.of(seed, 8))
                                                    .toString()),
                                    null)
                            .document()),
                    unseen);
        }
        assertThat(unseen).isEmpty();
    }

    private static void seen(JsonNode json, Set<String> unseen) {
        if (json.isObject()) {
            String type =
                    json.path("type").asText(json.has("term") ? "definition" : json.has("label") ? "footnote" : "item");
            json.fieldNames()
                    .forEachRemaining(name ->
                            unseen.remove((Mark.of(type) != null && !json.has("key") ? "mark" : type) + "." + name));
        }
        json.forEach(child -> seen(child, unseen));
    }

    private static List<String> words(String pointer) {
        List<String> words = new ArrayList<>();
        SCHEMA.at(pointer).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static void validate(JsonNode json, JsonNode schema, String pointer, List<String> errors) {
        schema.fieldNames().forEachRemaining(keyword -> assertThat(KEYWORDS).contains(keyword));
        if (schema.has("$ref")) {
            validate(json, SCHEMA.at(schema.get("$ref").asText().substring(1)), pointer, errors);
        }
        if (schema.has("oneOf")) {
            int matching = 0;
            for (JsonNode option : schema.get("oneOf")) {
                List<String> inside = new ArrayList<>();
                validate(json, option, pointer, inside);
                matching += inside.isEmpty() ? 1 : 0;
            }
            check(matching == 1, pointer + " matches " + matching, errors);
        }
        String type = schema.path("type").asText("");
        boolean right =
                switch (type) {
                    case "object" -> json.isObject();
                    case "array" -> json.isArray();
                    case "string" -> json.isTextual();
                    case "integer" -> json.isIntegralNumber();
                    case "boolean" -> json.isBoolean();
                    default -> true;
                };
        check(right, pointer + " is no " + type, errors);
        schema.path("required").forEach(name -> check(json.has(name.asText()), pointer + " lacks " + name, errors));
        if (schema.has("properties")) {
            json.properties().forEach(member -> {
                JsonNode property = schema.get("properties").get(member.getKey());
                check(property != null, pointer + "/" + member.getKey() + " is unknown", errors);
                if (property != null) {
                    validate(member.getValue(), property, pointer + "/" + member.getKey(), errors);
                }
            });
        }
        if (schema.has("items")) {
            for (int i = 0; i < json.size(); i++) {
                validate(json.get(i), schema.get("items"), pointer + "/" + i, errors);
            }
        }
        check(!schema.has("const") || schema.get("const").equals(json), pointer + " is not the constant", errors);
        if (schema.has("enum")) {
            boolean one = false;
            for (JsonNode word : schema.get("enum")) {
                one |= word.equals(json);
            }
            check(one, pointer + " is not in the list", errors);
        }
        check(
                !schema.has("pattern")
                        || Pattern.compile(schema.path("pattern").asText())
                                .matcher(json.asText())
                                .find(),
                pointer + " has another pattern",
                errors);
        check(
                !schema.has("minimum")
                        || json.asLong() >= schema.get("minimum").asLong()
                                && json.asLong() <= schema.get("maximum").asLong(),
                pointer + " is out of range",
                errors);
        check(!schema.has("minLength") || !json.asText().isEmpty(), pointer + " is empty", errors);
        check(!schema.has("minItems") || json.size() > 0, pointer + " is empty", errors);
    }

    private static void check(boolean holds, String error, List<String> errors) {
        if (!holds) {
            errors.add(error);
        }
    }
}
