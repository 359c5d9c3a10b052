package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parameters that are conditions on fields: {@code field=value} and {@code field.op=value}. */
@ApplicationScoped
class FilterReader {

    static final int MAX_FILTERS = 50;
    static final int MAX_VALUES = 50;
    private static final int MAX_LENGTH = 2000;

    private static final List<Condition> FOR_READERS = conditions(false);
    private static final List<Condition> FOR_EDITORS = conditions(true);

    private final DateFilterReader times;

    private record Condition(String name, ListField field, Operator operator) {}

    FilterReader(DateFilterReader times) {
        this.times = times;
    }

    boolean isRelative(String date) {
        return DateFilterReader.isRelative(date);
    }

    List<Filter> read(QueryParameters queryParameters, boolean editor, List<Fault> faults) {
        List<Filter> filters = new ArrayList<>();
        for (Condition condition : editor ? FOR_EDITORS : FOR_READERS) {
            if (queryParameters.names().contains(condition.name())) {
                read(condition.field(), condition.operator(), queryParameters, faults)
                        .ifPresent(filters::add);
            }
        }
        if (filters.size() > MAX_FILTERS) {
            String last = filters.get(MAX_FILTERS)
                    .operator()
                    .parameterName(filters.get(MAX_FILTERS).field());
            faults.add(Fault.in(last, "too-many", "A list takes at most " + MAX_FILTERS + " filters."));
        }
        return filters;
    }

    private static List<Condition> conditions(boolean editor) {
        return ListField.known(editor).stream()
                .flatMap(field -> field.kind().operators().stream()
                        .map(operator -> new Condition(operator.parameterName(field), field, operator)))
                .toList();
    }

    private Optional<Filter> read(
            ListField field, Operator operator, QueryParameters queryParameters, List<Fault> faults) {
        String name = operator.parameterName(field);
        List<String> texts =
                switch (operator.takes()) {
                    case LIST, TWO -> queryParameters.list(name);
                    case ONE, SOME -> queryParameters.unsplit(name);
                };
        int before = faults.size();
        checkNumber(operator, name, texts.size(), faults);
        List<Object> values = new ArrayList<>();
        for (String text : texts) {
            Optional<?> value = operator == Operator.EXISTS ? flag(text) : value(field.kind(), text);
            value.ifPresentOrElse(
                    values::add,
                    () -> faults.add(Fault.in(name, "invalid-value", name + " takes " + takes(field, operator) + ".")));
        }
        return faults.size() == before ? Optional.of(new Filter(field, operator, values)) : Optional.empty();
    }

    private static void checkNumber(Operator operator, String name, int number, List<Fault> faults) {
        if (operator.takes() == Operator.Values.ONE && number > 1) {
            faults.add(Fault.in(name, "repeated-parameter", name + " can be given once only."));
        } else if (operator.takes() == Operator.Values.TWO && number != 2) {
            faults.add(Fault.in(name, "invalid-value", name + " takes two values with a comma between them."));
        } else if (number > MAX_VALUES) {
            faults.add(Fault.in(name, "too-many", name + " takes at most " + MAX_VALUES + " values."));
        }
    }

    private static String takes(ListField field, Operator operator) {
        return operator == Operator.EXISTS
                ? FieldType.FLAG.takes()
                : field.kind().takes();
    }

    private Optional<?> value(FieldType kind, String text) {
        return switch (kind) {
            case TEXT -> Optional.of(text).filter(value -> value.length() <= MAX_LENGTH);
            case NUMBER -> number(text);
            case DATE -> times.read(text);
            case FLAG -> flag(text);
            case ID -> Ids.parse(text);
        };
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
