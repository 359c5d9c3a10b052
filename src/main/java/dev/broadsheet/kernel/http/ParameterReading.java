package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers, query and path parameters the way {@link ValueKind} says. Jakarta REST answers 404 to a parameter that
 * can't be read; {@link StrictParameters} has told of those before, here only headers are left to be refused.
 */
@Provider
public class ParameterReading implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return ValueKind.of(type)
                .map(kind -> new Converter<T>(kind, headerName(annotations)))
                .orElse(null);
    }

    private static String headerName(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(RestHeader.class::isInstance)
                .map(header -> ((RestHeader) header).value())
                .findFirst()
                .orElse("A parameter");
    }

    private record Converter<T>(ValueKind kind, String name) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return (T) kind.read().apply(text);
            } catch (RuntimeException unreadable) {
                throw new Problem(ProblemCode.INVALID_PARAMETER, name + " takes " + kind.takes() + ".");
            }
        }

        @Override
        public String toString(T value) {
            return value.getClass().isEnum() ? ValueKind.name(value) : value.toString();
        }
    }
}
