package dev.broadsheet.body.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object. Errors become faults. */
final class JsonObjectReader {

    private static final Set<String> BLOCK_MEMBERS = Set.of("type", "key", "dir", "lang");

    private final JsonNode json;
    private final String pointer;
    private final FaultCollector faults;

    JsonObjectReader(JsonNode json, String pointer, FaultCollector faults) {
        this.json = json;
        this.pointer = pointer;
        this.faults = faults;
    }

    String pointer() {
        return pointer;
    }

    String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    JsonNode member(String name) {
        JsonNode member = json.get(name);
        return member == null ? MissingNode.getInstance() : member;
    }

    /** Adds a fault for each member with another name. */
    void allowOnly(String... names) {
        refuseOthers(Set.of(), names);
    }

    /** Adds a fault for each member with another name, except the members that every block may have. */
    void allowOnlyInBlock(String... names) {
        refuseOthers(BLOCK_MEMBERS, names);
    }

    private void refuseOthers(Set<String> allowed, String... names) {
        for (Iterator<String> sent = json.fieldNames(); sent.hasNext(); ) {
            String name = sent.next();
            if (!allowed.contains(name) && !List.of(names).contains(name)) {
                faults.at(pointer(abbreviated(name)), "unknown-member", "There is no such member here.");
            }
        }
    }

    /** Returns a required text; null and a fault if it is missing or not a string. */
    @Nullable
    String text(String name) {
        if (!has(name)) {
            faults.at(pointer(name), "missing", "A text is needed.");
            return null;
        }
        return textOrNull(name);
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode member = member(name);
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (!member.isTextual()) {
            faults.at(pointer(name), "wrong-type", "A text is needed.");
            return null;
        }
        return member.textValue();
    }

    @Nullable
    Boolean booleanOrNull(String name) {
        JsonNode member = member(name);
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (!member.isBoolean()) {
            faults.at(pointer(name), "wrong-type", "True or false is needed.");
        }
        return member.booleanValue();
    }

    /** Returns a whole number within its bounds. It is required if there is no fallback. */
    int integer(String name, int min, int max, @Nullable Integer fallback) {
        JsonNode member = member(name);
        if (fallback != null && (member.isMissingNode() || member.isNull())) {
            return fallback;
        }
        if (!member.canConvertToInt()
                || !member.isIntegralNumber()
                || member.intValue() < min
                || member.intValue() > max) {
            faults.at(
                    pointer(name),
                    member.isMissingNode() ? "missing" : "out-of-range",
                    "A whole number from " + min + " to " + max + " is needed.");
            return min;
        }
        return member.intValue();
    }

    int size(String name) {
        if (has(name) && !member(name).isArray()) {
            faults.at(pointer(name), "wrong-type", "An array is needed.");
            return 0;
        }
        return member(name).size();
    }

    /** Returns the objects of a required array. */
    List<JsonObjectReader> objects(String name) {
        JsonNode array = member(name);
        List<JsonObjectReader> objects = new ArrayList<>(array.size());
        if (!array.isArray()) {
            faults.at(pointer(name), array.isMissingNode() ? "missing" : "wrong-type", "An array is needed.");
            return objects;
        }
        for (int i = 0; i < array.size(); i++) {
            String here = pointer(name) + "/" + i;
            if (array.get(i).isObject()) {
                objects.add(new JsonObjectReader(array.get(i), here, faults));
            } else {
                faults.at(here, "wrong-type", "An object is needed.");
            }
        }
        return objects;
    }

    /** Shortens a client's text for use in a fault. */
    static String abbreviated(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
