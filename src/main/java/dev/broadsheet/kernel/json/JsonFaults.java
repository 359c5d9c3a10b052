package dev.broadsheet.kernel.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.request.ValueType;
import java.util.stream.Collectors;

/** Maps Jackson's exceptions to problems, without names of Java classes. */
public final class JsonFaults {

    private JsonFaults() {}

    /** The fault that stopped the binding. Throws the problem instead if the rest of the JSON can't be read. */
    static Fault one(Exception failure) {
        if (failure instanceof JsonProcessingException json) {
            return one(of(json));
        } else if (failure.getCause() instanceof JsonProcessingException json) {
            return one(of(json));
        }
        throw (RuntimeException) failure;
    }

    private static Fault one(Problem problem) {
        if (problem instanceof ValidationProblem && problem.faults().size() == 1) {
            return problem.faults().get(0);
        }
        throw problem;
    }

    public static Problem of(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException limit) {
            // Jackson's message contains its own setting: "(200, from `StreamReadConstraints…`)".
            return new ValidationProblem(
                    Fault.at("", "limit", limit.getOriginalMessage().replaceAll(", from `[^`]*`", "") + "."));
        } else if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        } else if (failure instanceof JsonMappingException mapping && mapping.getCause() instanceof Problem own) {
            return own;
        } else if (failure instanceof JsonMappingException mapping
                && mapping.getCause() instanceof JsonProcessingException syntax) {
            return of(syntax);
        }
        // Removes Jackson's note on where the object or array starts: "(start marker at [Source: REDACTED …])".
        return malformed(
                failure,
                failure.getOriginalMessage().replaceAll(" \\((?:start marker|for \\w+ starting) at \\[.*?]\\)", ""));
    }

    private static Problem mismatch(MismatchedInputException mismatch) {
        String message = mismatch.getOriginalMessage();
        if (message.startsWith("Trailing token")) {
            return malformed(mismatch, "There is data after the end of the JSON value");
        } else if (message.startsWith("Unexpected end-of-input")) {
            return malformed(mismatch, "The JSON is incomplete");
        } else if (mismatch instanceof UnrecognizedPropertyException unknown) {
            return new ValidationProblem(Fault.at(pointer(mismatch), "unknown-member", unknown(unknown)));
        }
        Class<?> target = mismatch.getTargetType();
        String takes = target == null ? "of another type" : ValueType.expected(target);
        return new ValidationProblem(Fault.at(pointer(mismatch), "wrong-type", "Must be " + takes + "."));
    }

    private static String unknown(UnrecognizedPropertyException unknown) {
        String known = unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
        return "There is no member of this name here. Known: " + known + ".";
    }

    private static Problem malformed(JsonProcessingException failure, String detail) {
        var where = failure.getLocation();
        int setting = detail.indexOf("JsonReadFeature");
        // Removes Jackson's advice on its own settings, which a client can't change.
        int end = setting < 0 ? -1 : Math.max(detail.lastIndexOf(':', setting), detail.lastIndexOf('(', setting));
        String text = (end < 0 ? detail : detail.substring(0, end))
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[.]$", "");
        if (where == null) {
            return new Problem(ProblemCode.MALFORMED, "Malformed JSON: " + text + ".");
        }
        int line = where.getLineNr();
        int column = where.getColumnNr();
        return new Problem(
                        ProblemCode.MALFORMED,
                        "Malformed JSON at line " + line + ", column " + column + ": " + text + ".")
                .with("line", line)
                .with("column", column);
    }

    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? String.valueOf(step.getIndex()) : escape(step.getFieldName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    /** Escapes a member name for a JSON pointer (RFC 6901 section 3). */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
