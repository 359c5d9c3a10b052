package dev.broadsheet.publications.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Raw parameters of a list, from a URL or from JSON. A text may contain several values separated by commas. The entries
 * of a JSON array aren't split, so they may contain commas.
 */
public record QueryParameters(Map<String, List<Value>> values) {

    /** A part in double quotes, up to the next comma or the end; two double quotes stand for one. */
    private static final Pattern QUOTED = Pattern.compile("\\s*\"((?:[^\"]|\"\")*+)\"\\s*(?=,|$)");

    private static final Pattern COMMA_IN_A_NAME = Pattern.compile(",\\s+\\S");

    private record Value(String text, boolean whole) {}

    public static QueryParameters of(Map<String, List<String>> query) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        query.forEach((name, texts) -> values.put(
                name, texts.stream().map(text -> new Value(text, false)).toList()));
        return new QueryParameters(values);
    }

    /** Reads a JSON object whose members have the names of the parameters. Null means absent. */
    public static QueryParameters of(JsonNode body, List<Fault> faults) {
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
                    faults.add(Fault.in(
                            name, "invalid-value", name + " needs at least one entry; otherwise leave it out."));
                }
            } else if (!value.isNull()) {
                add(name, value, false, read, faults);
            }
            if (!read.isEmpty()) {
                values.put(name, read);
            }
        });
        return new QueryParameters(values);
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

    /** A copy with this value if the parameter is absent. */
    public QueryParameters withDefault(String name, String value) {
        if (values.containsKey(name)) {
            return this;
        }
        Map<String, List<Value>> others = new LinkedHashMap<>(values);
        others.put(name, List.of(new Value(value, false)));
        return new QueryParameters(others);
    }

    /** A copy without these parameters. */
    QueryParameters without(Set<String> names) {
        Map<String, List<Value>> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return new QueryParameters(others);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** The value of a parameter that may be given only once. */
    public @Nullable String single(String name, List<Fault> faults) {
        List<Value> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            faults.add(Fault.in(name, "repeated-parameter", name + " can be given once only."));
        }
        return given.isEmpty() ? null : given.get(0).text();
    }

    /** The values, not split at commas. */
    List<String> unsplit(String name) {
        return values.getOrDefault(name, List.of()).stream().map(Value::text).toList();
    }

    /** The values, split at commas. */
    public List<String> list(String name) {
        List<String> several = new ArrayList<>();
        for (Value value : values.getOrDefault(name, List.of())) {
            several.addAll(
                    value.whole() ? List.of(value.text()) : List.of(value.text().split(",", -1)));
        }
        return several;
    }

    /**
     * The term names in one value.
     *
     * @param parts the parts between commas; a part in double quotes may contain commas
     * @param whole the value as one name, if it has a comma followed by a space, as in “Kim Lund, PhD”, and no quotes;
     *     otherwise null
     */
    record Names(List<String> parts, @Nullable String whole) {}

    /** The values, each parsed as term names. */
    List<Names> names(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(value -> value.whole() ? new Names(List.of(value.text()), null) : names(value))
                .toList();
    }

    private static Names names(Value value) {
        String text = value.text();
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        while (from <= text.length()) {
            Matcher quotes = QUOTED.matcher(text).region(from, text.length());
            if (quotes.lookingAt()) {
                parts.add(quotes.group(1).replace("\"\"", "\""));
                quoted = true;
                from = quotes.end() + 1;
            } else {
                int comma = text.indexOf(',', from);
                int end = comma < 0 ? text.length() : comma;
                parts.add(text.substring(from, end));
                from = end + 1;
            }
        }
        return new Names(parts, !quoted && COMMA_IN_A_NAME.matcher(text).find() ? text : null);
    }
}
