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
 * A query that is composed and written out once, and asked again with other values: for the few that are asked all the
 * time, of which composing is half the work, and reading a long text through for its question marks the other. Whoever
 * keeps one sees to it that nothing but these values changes. Thread-safe.
 *
 * <p>The database keeps its plan as well, if the values are written as {@link #hiddenFromPlanner}: a plan for values that it sees
 * looks better to it than one for any, be it by a hair, so it plans anew each time, and that costs several times the
 * reading.
 */
public final class PreparedQuery {

    /** What is quoted, where a question mark is one; or one that stands for a value. */
    private static final Pattern PLACE = Pattern.compile("'[^']*'|\"[^\"]*\"|(\\?)");

    /** The text between the values. */
    private final List<String> fragments;

    private final int[] valueIndexes;

    /** What the values were, the last time: looking it up takes longer than the value. */
    private final AtomicReferenceArray<@Nullable DataType<?>> types;

    private final List<Field<?>> columns;

    private PreparedQuery(List<String> pieces, int[] places, List<Field<?>> columns) {
        this.fragments = pieces;
        this.valueIndexes = places;
        this.types = new AtomicReferenceArray<>(places.length);
        this.columns = columns;
    }

    /**
     * @param composed with stand-ins for the values, of which no two are equal
     * @throws IllegalArgumentException if it has other values than these
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

    /** One that is written out already, whose values stand where its question marks are; its columns as they come. */
    public static PreparedQuery ofSql(String text) {
        return ofSql(text, List.of());
    }

    /** @param columns what they are read as, in their order: the driver need not be asked each time what they are */
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

    /** By its name alone: to tell whether it is another, the library would write out what lies behind it, row by row. */
    private static Field<?> unqualified(Field<?> column) {
        return column.getQualifiedName().qualified()
                ? column
                : DSL.field(column.getUnqualifiedName(), column.getDataType());
    }

    /** A value that the database plans without. */
    public static <T> Field<T> hiddenFromPlanner(Field<T> value) {
        return DSL.field("(select {0})", value.getDataType(), value);
    }

    /** @param values in the order of the stand-ins */
    public Result<Record> fetch(DSLContext sql, @Nullable Object... values) {
        ResultQuery<Record> query = sql.resultQuery("{0}", new BoundQuery(values));
        return columns.isEmpty() ? query.fetch() : query.coerce(columns).fetch();
    }

    /** Of one that changes something. */
    public void execute(DSLContext sql, @Nullable Object... values) {
        sql.execute("{0}", new BoundQuery(values));
    }

    /** It with its values. */
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
