package dev.broadsheet.publications.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list was asked for: names with their values, from a URL or from JSON. A text may hold several values between
 * commas; the entries of a JSON array are taken as they are, so a value with a comma in it goes there.
 */
public record Asked(Map<String, List<Value>> values) {

    private record Value(String text, boolean whole) {}

    public static Asked of(Map<String, List<String>> query) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        query.forEach((name, texts) -> values.put(
                name, texts.stream().map(text -> new Value(text, false)).toList()));
        return new Asked(values);
    }

    /** Members are called as the parameters are. Null is as good as absent. */
    public static Asked of(JsonNode body, List<Fault> faults) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        if (!body.isObject()) {
            faults.add(Fault.in("", "wrong-type", "The body must be a JSON object."));
        }
        body.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            List<Value> read = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(entry -> add(name, entry, true, read, faults));
                if (value.isEmpty()) {
                    faults.add(Fault.in(name, "invalid-value", name + " needs an entry at least, or is left out."));
                }
            } else if (!value.isNull()) {
                add(name, value, false, read, faults);
            }
            if (!read.isEmpty()) {
                values.put(name, read);
            }
        });
        return new Asked(values);
    }

    private static void add(String name, JsonNode value, boolean whole, List<Value> read, List<Fault> faults) {
        if (!value.isValueNode() || value.isNull()) {
            faults.add(Fault.in(name, "wrong-type", "Must be text, a number, true or false, or a list of those."));
        } else if (value.asText().indexOf('\0') >= 0) {
            faults.add(Fault.in(name, "bad-character", "Must not contain the character U+0000."));
        } else {
            read.add(new Value(value.asText(), whole));
        }
    }

    /** The same without these names. */
    Asked without(Set<String> names) {
        Map<String, List<Value>> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return new Asked(others);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** The value of what can be given once only. */
    public @Nullable String one(String name, List<Fault> faults) {
        List<Value> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            faults.add(Fault.in(name, "repeated-parameter", name + " can be given once only."));
        }
        return given.isEmpty() ? null : given.get(0).text();
    }

    /** The values, each as a whole. */
    List<String> whole(String name) {
        return values.getOrDefault(name, List.of()).stream().map(Value::text).toList();
    }

    /** The values, also those that stand between commas. */
    public List<String> several(String name) {
        List<String> several = new ArrayList<>();
        for (Value value : values.getOrDefault(name, List.of())) {
            several.addAll(
                    value.whole() ? List.of(value.text()) : List.of(value.text().split(",", -1)));
        }
        return several;
    }
}
