package dev.broadsheet.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One error in a request. Exactly one of {@code pointer} and {@code parameter} is set.
 *
 * @param pointer the faulty member of the body, as an RFC 6901 JSON pointer
 * @param parameter the name of the query parameter, path segment or header
 * @param code stable, kebab-case
 * @param detail for a person, naming the limit or the allowed values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(@Nullable String pointer, @Nullable String parameter, String code, String detail) {

    public static Fault at(String pointer, String code, String detail) {
        return new Fault(pointer, null, code, detail);
    }

    public static Fault in(String parameter, String code, String detail) {
        return new Fault(null, parameter, code, detail);
    }
}
