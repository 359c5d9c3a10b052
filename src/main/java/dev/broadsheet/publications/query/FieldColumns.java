package dev.broadsheet.publications.query;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Maps the fields of a list to columns. */
public interface FieldColumns extends Filter.VisibleIds {

    Field<?> of(ListField field);

    /** Whether the column may be null. */
    boolean isNullable(ListField field);

    default List<Condition> conditions(List<Filter> filters) {
        List<Condition> conditions = new ArrayList<>();
        for (Filter filter : filters) {
            conditions.add(
                    filter.field() == ListField.RELATED_IDS
                            ? filter.toListCondition(ids(of(filter.field())), this)
                            : filter.toCondition(of(filter.field())));
        }
        return conditions;
    }

    @SuppressWarnings("unchecked")
    private static Field<UUID[]> ids(Field<?> column) {
        return (Field<UUID[]>) column;
    }
}
