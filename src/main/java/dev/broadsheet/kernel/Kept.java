package dev.broadsheet.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query that is composed and written out once, and asked again with other values: for the few that are asked all the
 * time, of which composing is half the work. Whoever keeps one sees to it that nothing but these values changes.
 * Thread-safe.
 *
 * <p>The database keeps its plan as well, if the values are written as {@link #unseen}: a plan for values that it sees
 * looks better to it than one for any, be it by a hair, so it plans anew each time, and that costs several times the
 * reading.
 */
public final class Kept {

    private final String text;
    private final int[] places;
    private final List<Field<?>> columns;

    private Kept(String text, int[] places, List<Field<?>> columns) {
        this.text = text;
        this.places = places;
        this.columns = columns;
    }

    /**
     * @param composed with stand-ins for the values, of which no two are equal
     * @throws IllegalArgumentException if it has other values than these
     */
    public static Kept of(Select<?> composed, Object... standIns) {
        List<Object> values = List.of(standIns);
        List<Object> bound = composed.getBindValues();
        int[] places = new int[bound.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = values.indexOf(bound.get(i));
            if (places[i] < 0) {
                throw new IllegalArgumentException(bound.get(i) + " stands for nothing.");
            }
        }
        return new Kept(
                composed.getSQL(),
                places,
                composed.getSelect().stream().<Field<?>>map(Kept::plain).toList());
    }

    /** By its name alone: to tell whether it is another, the library would write out what lies behind it, row by row. */
    private static Field<?> plain(Field<?> column) {
        return column.getQualifiedName().qualified()
                ? column
                : DSL.field(column.getUnqualifiedName(), column.getDataType());
    }

    /** A value that the database plans without. */
    public static <T> Field<T> unseen(Field<T> value) {
        return DSL.field("(select {0})", value.getDataType(), value);
    }

    /** @param values in the order of the stand-ins */
    public Result<Record> fetch(DSLContext sql, @Nullable Object... values) {
        List<@Nullable Object> bound = new ArrayList<>(places.length);
        for (int place : places) {
            bound.add(values[place]);
        }
        return sql.resultQuery(text, bound.toArray()).coerce(columns).fetch();
    }
}
