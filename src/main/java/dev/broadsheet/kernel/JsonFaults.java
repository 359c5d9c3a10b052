package dev.broadsheet.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, told without the names of our classes. */
public final class JsonFaults {

    private JsonFaults() {}

    /** The problem that an exception of the JSON library stands for, with the faults found before it. */
    public static Problem of(JsonProcessingException failure, List<Fault> before) {
        if (failure instanceof StreamConstraintsException limit) {
            // The library's text names its own setting in the middle: "(200, from `StreamReadConstraints…`)".
            String detail = limit.getOriginalMessage().replaceAll(", from `[^`]*`", "");
            return new Invalid(Fault.at("", "limit", detail + "."));
        } else if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch, before);
        } else if (failure instanceof JsonMappingException mapping && mapping.getCause() instanceof Problem own) {
            return own;
        } else if (failure instanceof JsonMappingException mapping
                && mapping.getCause() instanceof JsonProcessingException syntax) {
            return of(syntax, before);
        }
        return malformed(failure, failure.getOriginalMessage());
    }

    private static Problem mismatch(MismatchedInputException mismatch, List<Fault> before) {
        String message = mismatch.getOriginalMessage();
        if (message.startsWith("Trailing token")) {
            return malformed(mismatch, "There is something behind the end of the JSON value");
        } else if (message.startsWith("Unexpected end-of-input")) {
            return malformed(mismatch, "The JSON ends too early");
        }
        Class<?> target = mismatch.getTargetType();
        Fault last = Fault.at(
                pointer(mismatch),
                "wrong-type",
                "Must be " + (target == null ? "another type" : ValueKind.takes(target)) + ".");
        List<Fault> faults = new java.util.ArrayList<>(before);
        if (!faults.contains(last)) {
            faults.add(last);
        }
        return new Invalid(faults);
    }

    private static Problem malformed(JsonProcessingException failure, String detail) {
        var where = failure.getLocation();
        String text = detail.strip().replaceAll("\\s+", " ").replaceAll("[.]$", "");
        if (where == null) {
            return new Problem(ProblemCode.MALFORMED, "Malformed JSON: " + text + ".");
        }
        return new Problem(
                        ProblemCode.MALFORMED,
                        "Malformed JSON at line " + where.getLineNr() + ", column " + where.getColumnNr() + ": " + text
                                + ".")
                .with("line", where.getLineNr())
                .with("column", where.getColumnNr());
    }

    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? String.valueOf(step.getIndex()) : escape(step.getFieldName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    /** RFC 6901 section 3. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
