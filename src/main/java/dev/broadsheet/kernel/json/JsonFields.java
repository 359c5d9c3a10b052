package dev.broadsheet.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object and collects every fault with its pointer; data binding would stop at the first.
 * A member that is absent, null or faulty reads as null. Call {@link #rejectUnknown} last.
 */
public final class JsonFields {

    private final JsonNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    public JsonFields(JsonNode node, String pointer, List<Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        if (!node.isObject()) {
            fault("", "wrong-type", "Must be an object.");
        }
    }

    public String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** Whether the member was sent at all, null included. */
    public boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    /** The member's raw value; null if it is absent or JSON null. */
    public @Nullable JsonNode get(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Text without surrounding white space; empty text reads as null. */
    public @Nullable String text(String name, int maxLength) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            fault(name, "wrong-type", "Must be text.");
            return null;
        }
        String text = value.textValue().strip();
        if (text.codePointCount(0, text.length()) > maxLength) {
            fault(name, "too-long", "Must have at most " + maxLength + " characters.");
            return null;
        }
        if (text.codePoints()
                .anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= 0xD800 && c <= 0xDFFF)) {
            fault(name, "bad-character", "Must not contain control characters.");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** An absolute http(s) URL of at most 2,000 characters (RFC 3986). */
    public @Nullable String url(String name) {
        String text = text(name, 2000);
        if (text != null && !isWebUrl(text)) {
            fault(name, "invalid-url", "Must be an absolute http or https URL.");
            return null;
        }
        return text;
    }

    public static boolean isWebUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    public @Nullable Boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            fault(name, "wrong-type", "Must be true or false.");
            return null;
        }
        return value == null ? null : value.booleanValue();
    }

    public @Nullable Integer integer(String name, int min, int max) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            fault(name, "out-of-range", "Must be a whole number from " + min + " to " + max + ".");
            return null;
        }
        return value.intValue();
    }

    public @Nullable Double number(String name, double min, double max) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            fault(name, "out-of-range", "Must be a number from " + min + " to " + max + ".");
            return null;
        }
        return value.doubleValue();
    }

    /**
     * A date in a format of {@link DateParser}; a date without a time means the first moment of the day in its zone.
     */
    public @Nullable Instant instant(String name, DateParser dates) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        Instant instant = value.isTextual() ? dates.parse(value.textValue()).orElse(null) : null;
        if (instant == null) {
            fault(name, "invalid-date", "Must be a date such as 2026-01-31T18:00:00Z or 2026-01-31.");
        }
        return instant;
    }

    /** A nested object; null if it is absent or faulty. */
    public @Nullable JsonFields object(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isObject()) {
            fault(name, "wrong-type", "Must be an object.");
            return null;
        }
        return value == null ? null : new JsonFields(value, pointer(name), faults);
    }

    /** The entries of an array; empty if it is absent or faulty. */
    public List<JsonNode> list(String name, int maxLength) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            fault(name, "wrong-type", "Must be a list.");
            return List.of();
        }
        if (value.size() > maxLength) {
            fault(name, "too-many", "Must have at most " + maxLength + " entries; this has " + value.size() + ".");
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>(value.size());
        value.forEach(entries::add);
        return entries;
    }

    /** Another object, whose faults are collected in the same list. */
    public JsonFields child(JsonNode value, String childPointer) {
        return new JsonFields(value, childPointer, faults);
    }

    public void fault(String name, String code, String detail) {
        faultAt(name.isEmpty() ? pointer : pointer(name), code, detail);
    }

    public void faultAt(String at, String code, String detail) {
        faults.add(Fault.at(at, code, detail));
    }

    /** Adds a fault for each member that was not read, so that no input is dropped silently. */
    public void rejectUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "unknown-member", "There is no member of this name here.");
            }
        });
    }
}
