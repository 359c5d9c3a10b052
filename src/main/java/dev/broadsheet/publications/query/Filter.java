package dev.broadsheet.publications.query;

import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;

import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * A condition on a field. If the article has no value, {@code ne}, {@code nin} and {@code exists=false} match, and all
 * other comparisons don't.
 *
 * @param values texts, longs, {@link DateRange}s, booleans or ids, depending on the type of the field; one boolean for
 *     {@code exists}
 */
public record Filter(ListField field, Operator operator, List<?> values) {

    /** Condition that a date is not after a moment. */
    public static Filter until(ListField date, Instant moment) {
        return new Filter(date, Operator.LTE, List.of(DateRange.of(moment)));
    }

    /** Whether the field must equal one of a few values. */
    public boolean isEquality() {
        return operator == Operator.EQ || operator == Operator.IN;
    }

    /** False only if the live article certainly doesn't match. */
    public boolean mayMatch(PublishedSnapshot copy) {
        return FilterMatcher.mayMatch(this, copy);
    }

    @SuppressWarnings("unchecked")
    Condition toCondition(Field<?> column) {
        if (operator == Operator.EXISTS) {
            return values.get(0) == Boolean.TRUE ? column.isNotNull() : column.isNull();
        }
        return switch (field.kind()) {
            case TEXT -> text((Field<String>) column);
            case DATE -> date((Field<OffsetDateTime>) column);
            case NUMBER, FLAG, ID -> compare((Field<Object>) column);
        };
    }

    /** The condition on a field that is a list of ids; {@code readable} limits it to ids that the caller may know. */
    Condition toListCondition(Field<UUID[]> column, VisibleIds readable) {
        return switch (operator) {
            case EXISTS -> values.get(0) == Boolean.TRUE ? readable.any(column) : not(readable.any(column));
            case NE, NIN -> not(readable.anyOf(column, ids()));
            default -> readable.anyOf(column, ids());
        };
    }

    /** Conditions on a list of ids, limited to ids that the caller may know. */
    public interface VisibleIds {

        /** Whether the list contains any visible id. */
        Condition any(Field<UUID[]> column);

        /** Whether the list contains a visible id out of {@code ids}. */
        Condition anyOf(Field<UUID[]> column, UUID[] ids);
    }

    private UUID[] ids() {
        return values.toArray(UUID[]::new);
    }

    private Condition text(Field<String> column) {
        return switch (operator) {
            case CONTAINS -> anyText(column, Field::containsIgnoreCase);
            case STARTS_WITH -> anyText(column, Field::startsWithIgnoreCase);
            default -> compare(column);
        };
    }

    private Condition anyText(Field<String> column, BiFunction<Field<String>, String, Condition> holds) {
        return or(values.stream()
                .map(value -> holds.apply(column, (String) value))
                .toList());
    }

    @SuppressWarnings("unchecked")
    private <T> Condition compare(Field<T> column) {
        List<T> all = (List<T>) values;
        T first = all.get(0);
        return switch (operator) {
            case GT -> column.gt(first);
            case GTE -> column.ge(first);
            case LT -> column.lt(first);
            case LTE -> column.le(first);
            case BETWEEN -> column.between(first, all.get(1));
            case NE, NIN -> column.isNull().or(column.notIn(all));
            default -> all.size() == 1 ? column.eq(first) : column.in(all);
        };
    }

    private Condition date(Field<OffsetDateTime> column) {
        List<DateRange> spans = values.stream().map(DateRange.class::cast).toList();
        DateRange first = spans.get(0);
        Condition any = or(spans.stream().map(range -> range.contains(column)).toList());
        return switch (operator) {
            case GT -> column.ge(first.to());
            case GTE -> column.ge(first.from());
            case LT -> column.lt(first.from());
            case LTE -> column.lt(first.to());
            case BETWEEN -> column.ge(first.from()).and(column.lt(spans.get(1).to()));
            case NE, NIN -> column.isNull().or(not(any));
            default -> any;
        };
    }
}
