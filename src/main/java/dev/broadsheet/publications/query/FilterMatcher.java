package dev.broadsheet.publications.query;

import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a filter on a live article, or on its state before a change, without the database, to find the cached
 * responses that a change affects. Conditions that only PostgreSQL can evaluate (collation, upper and lower case, which
 * other articles are live) count as matching.
 */
final class FilterMatcher {

    private FilterMatcher() {}

    static boolean mayMatch(Filter filter, PublishedSnapshot copy) {
        ListField field = filter.field();
        if (field == ListField.RELATED_IDS || field.isEditorsOnly()) {
            return true;
        }
        @Nullable Object value = value(field, copy);
        if (filter.operator() == Operator.EXISTS) {
            return filter.values().get(0).equals(value != null);
        }
        if (value == null) {
            return filter.operator() == Operator.NE || filter.operator() == Operator.NIN;
        }
        return switch (field.kind()) {
            case DATE -> date(filter, (Instant) value);
            case NUMBER -> number(filter, (Long) value);
            case TEXT, ID, FLAG -> equal(filter, value);
        };
    }

    /** Evaluates equality. Other operators need PostgreSQL and count as matching. */
    private static boolean equal(Filter filter, Object value) {
        return switch (filter.operator()) {
            case EQ, IN -> filter.values().contains(value);
            case NE, NIN -> !filter.values().contains(value);
            default -> true;
        };
    }

    private static boolean number(Filter filter, Long value) {
        Long first = (Long) filter.values().get(0);
        return switch (filter.operator()) {
            case GT -> value > first;
            case GTE -> value >= first;
            case LT -> value < first;
            case LTE -> value <= first;
            case BETWEEN -> value >= first && value <= (Long) filter.values().get(1);
            default -> equal(filter, value);
        };
    }

    private static boolean date(Filter filter, Instant value) {
        List<DateRange> spans =
                filter.values().stream().map(DateRange.class::cast).toList();
        Instant from = spans.get(0).from().toInstant();
        Instant to = spans.get(0).to().toInstant();
        boolean any = spans.stream()
                .anyMatch(range -> !value.isBefore(range.from().toInstant())
                        && value.isBefore(range.to().toInstant()));
        return switch (filter.operator()) {
            case GT -> !value.isBefore(to);
            case GTE -> !value.isBefore(from);
            case LT -> value.isBefore(from);
            case LTE -> value.isBefore(to);
            case BETWEEN ->
                !value.isBefore(from) && value.isBefore(spans.get(1).to().toInstant());
            case NE, NIN -> !any;
            default -> any;
        };
    }

    static @Nullable Object value(ListField field, PublishedSnapshot copy) {
        return field == ListField.ID ? copy.article() : copy.values().get(field.column());
    }
}
