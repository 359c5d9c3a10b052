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

/** A change of some members of an article, in either of the two standard forms. */
public sealed interface Patch {

    int MAX_OPERATIONS = 1000;
    int MAX_COPIES = 20;

    /** In characters of JSON: more than the largest article has. */
    int MAX_SIZE = 8 * 1024 * 1024;

    /** Which of the two it is, the media type says. */
    static Patch read(JsonNode body, MediaType type) {
        return type.getSubtype().equals("json-patch+json") ? Operations.of(body) : Merge.of(body);
    }

    /** The article's JSON after the change; the one given stays as it is. */
    ObjectNode applyTo(ObjectNode current);

    /** Whether it says anything of a member, be it that it stays as it is. */
    boolean touches(String member);

    /** Whether its outcome can depend on what the body is now. */
    boolean readsBody();

    /** RFC 7396: what is absent stays, null removes. */
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
            // Replaced, not merged: the formats of a body, and the names of a section, are alternatives of each other.
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

        /** A body is replaced. */
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

    /** RFC 6902: a list of operations, all or none. */
    record Operations(ArrayNode operations) implements Patch {

        /** The RFC wants what is removed to be there; the library, only when it is told. */
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
                throw new ValidationProblem(Fault.at("", "wrong-type", "The patch leaves no article."));
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

        /** A copy into what is copied doubles it: twenty would make a million of one. So the size is checked after each. */
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
         * A test with its numbers spelled as in the article, if they are equal: 1 and 1.0 are (RFC 6902, section 4.6), but
         * not for the library.
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

        /** 0 if both are equal numbers; anything but numbers is compared as it is. */
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
