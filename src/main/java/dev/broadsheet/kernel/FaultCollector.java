package dev.broadsheet.kernel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets data binding go on behind a fault, so that the client hears of all of them. Active between {@link #open} and
 * {@link #close} on one thread, that is while a request's body is bound; JSON read elsewhere stops at its first fault.
 */
final class FaultCollector extends DeserializationProblemHandler {

    private static final ThreadLocal<@Nullable List<Fault>> OPEN = new ThreadLocal<>();

    static void open() {
        OPEN.set(new ArrayList<>());
    }

    static List<Fault> close() {
        List<Fault> faults = OPEN.get();
        OPEN.remove();
        return faults == null ? List.of() : faults;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser json, JsonDeserializer<?> reader, Object target, String name)
            throws IOException {
        if (OPEN.get() == null) {
            return false;
        }
        note(json, "unknown-member", "There is no member of this name here.");
        json.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser json, String message)
            throws IOException {
        return json.isExpectedStartArrayToken() || json.isExpectedStartObjectToken() || token.isScalarValue()
                ? refuse(json, target.getRawClass())
                : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> target, String value, String message) throws IOException {
        return refuse(context.getParser(), target);
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> target, Number value, String message) throws IOException {
        return refuse(context.getParser(), target);
    }

    private static @Nullable Object refuse(JsonParser json, Class<?> target) throws IOException {
        if (OPEN.get() == null) {
            return NOT_HANDLED;
        }
        note(json, "wrong-type", "Must be " + ValueKind.takes(target) + ".");
        json.skipChildren();
        return target.isPrimitive()
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(target, 1), 0)
                : null;
    }

    private static void note(JsonParser json, String code, String detail) {
        List<Fault> faults = OPEN.get();
        if (faults != null) {
            faults.add(Fault.at(json.getParsingContext().pathAsPointer().toString(), code, detail));
        }
    }
}
