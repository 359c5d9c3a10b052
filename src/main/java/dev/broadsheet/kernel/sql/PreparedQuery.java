package dev.broadsheet.kernel.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query whose SQL is rendered once and executed again with other values. For the few queries that run all the time:
 * composing them in jOOQ would cost half of the work, and parsing long SQL text for its question marks the other half.
 * Only the values may differ between executions; the caller ensures that. Thread-safe.
 *
 * <p>To let PostgreSQL reuse a generic plan as well, wrap the values in {@link #hiddenFromPlanner}. Otherwise the
 * planner estimates a custom plan for the actual values slightly cheaper and re-plans on every execution, which costs
 * several times the execution itself.
 */
public final class PreparedQuery {

    /** Matches quoted text and identifiers, whose question marks are literal, or (group 1) a placeholder. */
    private static final Pattern PLACE = Pattern.compile("'[^']*'|\"[^\"]*\"|(\\?)");

    /** The SQL between the placeholders. */
    private final List<String> fragments;

    private final int[] valueIndexes;

    /** The jOOQ type of each value at the last execution. Looking a type up takes longer than binding the value. */
    private final AtomicReferenceArray<@Nullable DataType<?>> types;

    private final List<Field<?>> columns;

    private PreparedQuery(List<String> pieces, int[] places, List<Field<?>> columns) {
        this.fragments = pieces;
        this.valueIndexes = places;
        this.types = new AtomicReferenceArray<>(places.length);
        this.columns = columns;
    }

    /**
     * @param composed the query, with stand-ins for the values
     * @param standIns the stand-ins; no two may be equal
     * @throws IllegalArgumentException if the query binds a value that is not among the stand-ins
     */
    public static PreparedQuery of(Select<?> composed, Object... standIns) {
        List<Object> values = List.of(standIns);
        List<Object> bound = composed.getBindValues();
        int[] places = new int[bound.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = values.indexOf(bound.get(i));
            if (places[i] < 0) {
                throw new IllegalArgumentException(bound.get(i) + " stands for nothing.");
            }
        }
        return new PreparedQuery(
                fragments(composed.getSQL()),
                places,
                composed.getSelect().stream()
                        .<Field<?>>map(PreparedQuery::unqualified)
                        .toList());
    }

    /** A query in SQL text, with a question mark for each value. The driver determines the columns. */
    public static PreparedQuery ofSql(String text) {
        return ofSql(text, List.of());
    }

    /** @param columns the columns in order, so that the driver need not be asked for them at each execution */
    public static PreparedQuery ofSql(String text, List<Field<?>> columns) {
        List<String> pieces = fragments(text);
        return new PreparedQuery(pieces, IntStream.range(0, pieces.size() - 1).toArray(), columns);
    }

    private static List<String> fragments(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            if (place.group(1) != null) {
                pieces.add(text.substring(from, place.start()));
                from = place.end();
            }
        }
        pieces.add(text.substring(from));
        return List.copyOf(pieces);
    }

    /** A column by name only. To compare computed columns, jOOQ would render their whole expression for each row. */
    private static Field<?> unqualified(Field<?> column) {
        return column.getQualifiedName().qualified()
                ? column
                : DSL.field(column.getUnqualifiedName(), column.getDataType());
    }

    /** Hides the value in a sub-select, so that PostgreSQL plans without knowing it. */
    public static <T> Field<T> hiddenFromPlanner(Field<T> value) {
        return DSL.field("(select {0})", value.getDataType(), value);
    }

    /** @param values in the order of the stand-ins */
    public Result<Record> fetch(DSLContext sql, @Nullable Object... values) {
        ResultQuery<Record> query = sql.resultQuery("{0}", new BoundQuery(values));
        return columns.isEmpty() ? query.fetch() : query.coerce(columns).fetch();
    }

    /** Executes a statement that returns no rows. */
    public void execute(DSLContext sql, @Nullable Object... values) {
        sql.execute("{0}", new BoundQuery(values));
    }

    /** The SQL with its values. */
    private final class BoundQuery extends CustomQueryPart {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable Object[] values;

        BoundQuery(@Nullable Object[] values) {
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            for (int i = 0; i < valueIndexes.length; i++) {
                context.sql(fragments.get(i)).visit(value(i));
            }
            context.sql(fragments.get(valueIndexes.length));
        }

        private Param<?> value(int i) {
            Object value = values[valueIndexes[i]];
            DataType<?> last = types.get(i);
            if (value != null && last != null && last.getType() == value.getClass()) {
                return DSL.val(value, last);
            }
            Param<?> found = DSL.val(value);
            if (value != null) {
                types.set(i, found.getDataType());
            }
            return found;
        }
    }
}
