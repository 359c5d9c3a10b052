package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import com.flipkart.zjsonpatch.JsonPatchTestFailedException;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;

/** A partial change of an article, as JSON Merge Patch (RFC 7396) or JSON Patch (RFC 6902). */
public sealed interface Patch {

    int MAX_OPERATIONS = 1000;
    int MAX_COPIES = 20;

    /** In characters of JSON. Larger than any valid article. */
    int MAX_SIZE = 8 * 1024 * 1024;

    /** Chooses the format by the media type. */
    static Patch read(JsonNode body, MediaType type) {
        return type.getSubtype().equals("json-patch+json") ? Operations.of(body) : Merge.of(body);
    }

    /** Returns the article's JSON after the change; {@code current} is not modified. */
    ObjectNode applyTo(ObjectNode current);

    /** Whether the patch mentions the member, even if its value stays the same. */
    boolean touches(String member);

    /** Whether the result can depend on the current body. */
    boolean readsBody();

    /** RFC 7396: absent members stay, null removes. */
    record Merge(ObjectNode patch) implements Patch {

        public static Merge of(JsonNode body) {
            if (!(body instanceof ObjectNode object)) {
                throw new ValidationProblem(
                        Fault.at("", "wrong-type", "A merge patch of an article must be a JSON object."));
            }
            return new Merge(object);
        }

        @Override
        public ObjectNode applyTo(ObjectNode current) {
            ObjectNode patched = current.deepCopy();
            // Replaces instead of merging: a body has exactly one format, and the old id of a section would take
            // precedence over a new name.
            for (String member : List.of("body", "section")) {
                if (patch.hasNonNull(member)) {
                    patched.remove(member);
                }
            }
            merge(patched, patch);
            return patched;
        }

        @Override
        public boolean touches(String member) {
            return patch.has(member);
        }

        /** A merge patch always replaces the body as a whole. */
        @Override
        public boolean readsBody() {
            return false;
        }

        private static void merge(ObjectNode target, ObjectNode patch) {
            patch.properties().forEach(member -> {
                JsonNode value = member.getValue();
                if (value.isNull()) {
                    target.remove(member.getKey());
                } else if (value instanceof ObjectNode nested) {
                    ObjectNode inner = target.get(member.getKey()) instanceof ObjectNode existing
                            ? existing
                            : target.putObject(member.getKey());
                    merge(inner, nested);
                } else {
                    target.set(member.getKey(), value);
                }
            });
        }
    }

    /** RFC 6902: a list of operations, applied all or none. */
    record Operations(ArrayNode operations) implements Patch {

        /** RFC 6902 refuses to remove a missing member; the library does so only with this flag. */
        private static final EnumSet<CompatibilityFlags> STRICT =
                EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

        public static Operations of(JsonNode body) {
            if (!(body instanceof ArrayNode array)) {
                throw new ValidationProblem(Fault.at("", "wrong-type", "A JSON Patch must be a list of operations."));
            }
            if (array.size() > MAX_OPERATIONS) {
                throw new ValidationProblem(Fault.at("", "too-many", "At most " + MAX_OPERATIONS + " operations."));
            }
            return new Operations(array);
        }

        @Override
        public ObjectNode applyTo(ObjectNode current) {
            try {
                JsonPatch.validate(operations);
                if (bounded(current) instanceof ObjectNode patched) {
                    return patched;
                }
                throw new ValidationProblem(Fault.at("", "wrong-type", "The patch removes the whole article."));
            } catch (JsonPatchTestFailedException failed) {
                throw new Problem(
                        ProblemCode.CONFLICT,
                        "A test of the patch failed: nothing was changed.",
                        List.of(Fault.at("", "test-failed", String.valueOf(failed.getMessage()))));
            } catch (JsonPatchApplicationException
                    | IllegalArgumentException
                    | IllegalStateException
                    | IndexOutOfBoundsException unfit) {
                throw new ValidationProblem(Fault.at("", "invalid-patch", String.valueOf(unfit.getMessage())));
            }
        }

        /**
         * Applies the operations and checks the size after each copy: a copy into itself doubles the document, so
         * twenty copies would multiply it by a million.
         */
        private JsonNode bounded(ObjectNode current) {
            JsonNode patched = current.deepCopy();
            ArrayNode next = operations.arrayNode();
            int copies = 0;
            for (JsonNode operation : operations) {
                next.add(spelledAs(current, operation));
                if (operation.path("op").asText().equals("copy")) {
                    patched = JsonPatch.apply(next, patched, STRICT);
                    next = operations.arrayNode();
                    if (++copies > MAX_COPIES || patched.toString().length() > MAX_SIZE) {
                        throw new ValidationProblem(Fault.at(
                                "",
                                "too-large",
                                "At most " + MAX_COPIES + " copies, and " + MAX_SIZE
                                        + " characters of JSON after each."));
                    }
                }
            }
            return JsonPatch.apply(next, patched, STRICT);
        }

        /**
         * Rewrites the numbers of a {@code test} operation as the article spells them, if they are numerically equal.
         * RFC 6902 section 4.6 treats 1 and 1.0 as equal; the library doesn't.
         */
        private static JsonNode spelledAs(ObjectNode current, JsonNode operation) {
            if (!operation.path("op").asText().equals("test") || !operation.has("value")) {
                return operation;
            }
            JsonNode present = current.at(operation.path("path").asText());
            return operation.get("value").equals(Operations::compareNumbers, present)
                    ? ((ObjectNode) operation.deepCopy()).set("value", present)
                    : operation;
        }

        /** 0 if both are equal numbers; other nodes are compared by {@code equals}. */
        private static int compareNumbers(JsonNode a, JsonNode b) {
            if (a.isNumber() && b.isNumber()) {
                return a.decimalValue().compareTo(b.decimalValue());
            }
            return a.equals(b) ? 0 : 1;
        }

        @Override
        public boolean touches(String member) {
            String pointer = "/" + member;
            for (JsonNode operation : operations) {
                String op = operation.path("op").asText();
                if (!op.equals("test") && isAbout(operation.path("path").asText(), pointer)
                        || op.equals("move") && isAbout(operation.path("from").asText(), pointer)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean readsBody() {
            return true;
        }

        private static boolean isAbout(String path, String pointer) {
            return path.isEmpty() || path.equals(pointer) || path.startsWith(pointer + "/");
        }
    }
}
