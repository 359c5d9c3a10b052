package dev.broadsheet.kernel.request;

import dev.broadsheet.kernel.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of a parameter is parsed, and how its type is described to clients.
 *
 * @param expected completes the sentence "… takes"
 * @param parser throws a {@link RuntimeException} if the text is not such a value
 */
public record ValueType(String expected, Function<String, ?> parser) {

    /** The value type of enums, numbers, booleans, UUIDs and dates; empty for types with a conversion of their own. */
    static Optional<ValueType> of(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(new ValueType("one of " + names(type), text -> constant(type, text)));
        } else if (type == Integer.class || type == int.class) {
            return Optional.of(new ValueType("a whole number", Integer::valueOf));
        } else if (type == Long.class || type == long.class) {
            return Optional.of(new ValueType("a whole number", Long::valueOf));
        } else if (type == Boolean.class || type == boolean.class) {
            return Optional.of(new ValueType("true or false", ValueType::parseBoolean));
        } else if (type == UUID.class) {
            return Optional.of(new ValueType("a UUID", text -> Ids.parse(text).orElseThrow()));
        } else if (type == Instant.class) {
            return Optional.of(new ValueType(
                    "an instant such as 2026-01-31T18:00:00Z",
                    text -> OffsetDateTime.parse(text).toInstant()));
        } else if (type == LocalDate.class) {
            return Optional.of(new ValueType("a date such as 2026-01-31", LocalDate::parse));
        }
        return Optional.empty();
    }

    boolean canParse(String text) {
        try {
            return parser.apply(text) != null;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Only the description, for any type that JSON can be bound to. */
    public static String expected(Class<?> type) {
        return of(type).map(ValueType::expected).orElseGet(() -> {
            if (CharSequence.class.isAssignableFrom(type)) {
                return "text";
            } else if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
                return "a number";
            } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
                return "a list";
            }
            return "an object";
        });
    }

    /** An enum constant as clients see it: {@code no-new-tags}. */
    public static String name(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(ValueType::name).collect(Collectors.joining(", "));
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
