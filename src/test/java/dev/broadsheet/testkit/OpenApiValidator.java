package dev.broadsheet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Validates responses against the served OpenAPI document: members, types and null. Supports only the schema keywords
 * that the document uses.
 */
public record OpenApiValidator(JsonNode document) {

    /** The document that the app serves. */
    public static OpenApiValidator served() {
        return new OpenApiValidator(
                Api.anonymous().get("/q/openapi?format=json").expect(200).json());
    }

    /** The violations of a response. */
    public List<String> faults(String method, String path, ApiResponse response) {
        JsonNode declared = resolve(document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(response.status())));
        JsonNode content = declared.path("content");
        JsonNode schema = (response.status() < 400
                        ? content.path("application/json")
                        : content.path("application/problem+json"))
                .path("schema");
        List<String> faults = new ArrayList<>();
        if (schema.isMissingNode()) {
            faults.add("nothing is said of it");
        }
        check(schema, response.json(), "", faults);
        return faults;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.has("$ref")) {
            check(resolve(schema), value, at, faults);
        }
        schema.path("allOf").forEach(each -> check(each, value, at, faults));
        for (String some : List.of("anyOf", "oneOf")) {
            if (schema.has(some)
                    && elements(schema.path(some)).noneMatch(each -> {
                        List<String> own = new ArrayList<>();
                        check(each, value, at, own);
                        return own.isEmpty();
                    })) {
                faults.add(at + ": none of its forms: " + value);
            }
        }
        JsonNode type = schema.path("type");
        Stream<String> types = type.isArray() ? elements(type).map(JsonNode::asText) : Stream.of(type.asText());
        if (!type.isMissingNode() && types.noneMatch(each -> isA(each, value))) {
            faults.add(at + ": no " + type + ": " + value);
        }
        if (schema.has("enum")
                && elements(schema.path("enum")).noneMatch(each -> each.asText().equals(value.asText()))) {
            faults.add(at + ": none of " + schema.path("enum") + ": " + value);
        }
        if (value.isObject()) {
            schema.path("required").forEach(member -> {
                if (!value.has(member.asText())) {
                    faults.add(at + "/" + member.asText() + ": missing");
                }
            });
            schema.path("properties").properties().forEach(member -> {
                if (value.has(member.getKey())) {
                    check(member.getValue(), value.path(member.getKey()), at + "/" + member.getKey(), faults);
                }
            });
        }
        for (int i = 0; i < (value.isArray() ? value.size() : 0); i++) {
            check(schema.path("items"), value.path(i), at + "/" + i, faults);
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
