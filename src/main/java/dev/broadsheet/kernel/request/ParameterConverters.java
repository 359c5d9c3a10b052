package dev.broadsheet.kernel.request;

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
 * Converts headers, query and path parameters by {@link ValueType}. Jakarta REST answers 404 to an unreadable
 * parameter; {@link StrictParameterFilter} has refused those with 400 before, so only headers are refused here.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return ValueType.of(type)
                .map(valueType -> new Converter<T>(valueType, headerName(annotations)))
                .orElse(null);
    }

    private static String headerName(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(RestHeader.class::isInstance)
                .map(header -> ((RestHeader) header).value())
                .findFirst()
                .orElse("A parameter");
    }

    private record Converter<T>(ValueType kind, String name) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return (T) kind.parser().apply(text);
            } catch (RuntimeException unreadable) {
                throw new Problem(ProblemCode.INVALID_PARAMETER, name + " takes " + kind.expected() + ".");
            }
        }

        @Override
        public String toString(T value) {
            return value.getClass().isEnum() ? ValueType.name(value) : value.toString();
        }
    }
}
