package dev.broadsheet.publications.query;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Where the fields of a list lie. */
public interface FieldColumns extends Filter.VisibleIds {

    Field<?> of(ListField field);

    /** Whether some rows may have no value there. */
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
