package dev.broadsheet.kernel.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.conf.ParamType;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query with named parameters. Its text is parsed once; each execution binds new values. Use it for text SQL with
 * more than four values, and for jOOQ queries that run all the time: composing them again would cost half of the work.
 * The text must not contain comments or array slices, because their colons would be read as parameters. Thread-safe.
 *
 * <p>To let PostgreSQL reuse a generic plan as well, wrap the parameters in {@link #hiddenFromPlanner}. Otherwise the
 * planner estimates a custom plan for the actual values slightly cheaper and re-plans on every execution, which costs
 * several times the execution itself.
 */
public final class PreparedQuery {

    /** Matches quoted text, identifiers and casts, which have no parameters, or (group 1) the name of a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|\"[^\"]*\"|::|:(\\w+)");

    /** The SQL between the parameters. */
    private final List<String> fragments = new ArrayList<>();

    /** The names of the parameters, in the order of the SQL. A name may occur more than once. */
    private final List<String> names = new ArrayList<>();

    /** The jOOQ type of each value at the last execution. Looking a type up takes longer than binding the value. */
    private final AtomicReferenceArray<@Nullable DataType<?>> types;

    private final Set<String> knownNames;

    private final List<Field<?>> columns;

    private PreparedQuery(String text, List<Field<?>> columns) {
        Matcher parameter = PARAMETER.matcher(text);
        int from = 0;
        while (parameter.find()) {
            if (parameter.group(1) != null) {
                fragments.add(text.substring(from, parameter.start()));
                names.add(parameter.group(1));
                from = parameter.end();
            }
        }
        fragments.add(text.substring(from));
        this.types = new AtomicReferenceArray<>(names.size());
        this.knownNames = Set.copyOf(names);
        this.columns = columns;
    }

    /**
     * @param composed the query, in which each value that changes is a {@link DSL#param(String, Class)}
     * @throws IllegalArgumentException if the query binds another value; constants must be inlined
     */
    public static PreparedQuery of(Select<?> composed) {
        composed.getParams().forEach((name, parameter) -> {
            if (parameter.getParamName() == null && !parameter.isInline()) {
                throw new IllegalArgumentException("The value " + parameter.getValue() + " has no name.");
            }
        });
        return new PreparedQuery(
                composed.getSQL(ParamType.NAMED),
                composed.getSelect().stream()
                        .<Field<?>>map(PreparedQuery::unqualified)
                        .toList());
    }

    /**
     * A query in SQL text, with a parameter such as {@code :name} for each value. The driver determines the columns.
     */
    public static PreparedQuery ofSql(String text) {
        return ofSql(text, List.of());
    }

    /** @param columns the columns in order, so that the driver need not be asked for them at each execution */
    public static PreparedQuery ofSql(String text, List<Field<?>> columns) {
        return new PreparedQuery(text, columns);
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

    /** An execution without values yet. */
    public Execution with(String name, @Nullable Object value) {
        return new Execution().with(name, value);
    }

    /** One execution, with the values of its parameters. */
    public final class Execution {

        private final Map<String, @Nullable Object> values = new HashMap<>();

        /** @throws IllegalArgumentException if the query has no such parameter */
        public Execution with(String name, @Nullable Object value) {
            if (!knownNames.contains(name)) {
                throw new IllegalArgumentException("The query has no parameter " + name + ".");
            }
            values.put(name, value);
            return this;
        }

        /** @throws IllegalStateException if a parameter has no value; null counts as a value */
        public Result<Record> fetch(DSLContext sql) {
            ResultQuery<Record> query = sql.resultQuery("{0}", bound());
            return columns.isEmpty() ? query.fetch() : query.coerce(columns).fetch();
        }

        /** The query as a table of another query. */
        public Table<?> asTable() {
            return DSL.table("({0})", bound());
        }

        /** Executes a statement that returns no rows. */
        public void execute(DSLContext sql) {
            sql.execute("{0}", bound());
        }

        private BoundQuery bound() {
            if (values.size() < knownNames.size()) {
                throw new IllegalStateException("Parameters without a value: "
                        + names.stream()
                                .filter(name -> !values.containsKey(name))
                                .toList());
            }
            return new BoundQuery(values);
        }
    }

    /** The SQL with its values. */
    private final class BoundQuery extends CustomQueryPart {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, @Nullable Object> values;

        BoundQuery(Map<String, @Nullable Object> values) {
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            for (int i = 0; i < names.size(); i++) {
                context.sql(fragments.get(i)).visit(value(i));
            }
            context.sql(fragments.get(names.size()));
        }

        private Param<?> value(int i) {
            Object value = values.get(names.get(i));
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
