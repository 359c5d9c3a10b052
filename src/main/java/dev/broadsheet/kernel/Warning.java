package dev.broadsheet.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the content sent and the content stored, reported in the response to a write.
 *
 * @param code one of {@link WarningCode}, which the tests check
 * @param pointer the member of the request body, as an RFC 6901 JSON pointer, if there is one
 * @param line 1-based line of the source sent, if it has lines
 * @param detail for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"code", "detail"})
public record Warning(
        String code, @Nullable String pointer, @Nullable Integer line, String detail) {

    public Warning {
        assert WarningCode.isKnown(code) : code + " is not a WarningCode.";
    }

    public static Warning at(String pointer, String code, String detail) {
        return new Warning(code, pointer, null, detail);
    }

    public static Warning onLine(int line, String code, String detail) {
        return new Warning(code, null, line, detail);
    }
}
