package dev.broadsheet.kernel.paging;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectOrderByStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The sort of a list, and keyset pagination over it. A page starts from the sort values of the row before it. So its
 * cost doesn't grow with the distance from the start, and rows that are inserted or deleted meanwhile neither repeat
 * nor hide others. The last key must be unique.
 *
 * @param list identifies the list: its sort and filters in canonical form; cursors are bound to it
 */
public record Keyset(List<Key<?>> keys, String list) {

    /** A sort column. It is never null and must be selected. */
    public record Key<T>(Field<T> field, boolean descending, Function<T, String> print, Function<String, T> parse) {

        OrderField<T> order(boolean backward) {
            return descending == backward ? field.asc() : field.desc();
        }

        Field<T> seek(String value) {
            return DSL.val(parse.apply(value), field);
        }

        String valueIn(Record row) {
            return print.apply(row.get(field));
        }

        Key<T> at(String table, String column) {
            return new Key<>(DSL.field(name(table, column), field.getDataType()), descending, print, parse);
        }
    }

    /** Fetches one page. */
    public <R extends Record, T> Page<T> page(
            PageRequest request, SelectOrderByStep<R> select, @Nullable Long total, Function<R, T> view) {
        return page(request, window(request, select).fetch(), total, view);
    }

    /**
     * Selects the rows of one page, and one more to know whether another page follows. Limit and offset are inlined,
     * not bound, so that PostgreSQL plans for a few rows and not for all.
     */
    public <R extends Record> Select<R> window(PageRequest request, SelectOrderByStep<R> select) {
        boolean backward = request.before() != null;
        String cursor = backward ? request.before() : request.after();
        return cursor == null
                ? offsetWindow(request, select)
                : select.orderBy(order(request))
                        .seek(seek(backward ? "before" : "after", cursor))
                        .limit(inline(request.limit() + 1));
    }

    /** The same page by offset, from a select whose rows already start at the page's cursor, if any. */
    public <R extends Record> Select<R> offsetWindow(PageRequest request, SelectOrderByStep<R> select) {
        return select.orderBy(order(request)).limit(inline(request.limit() + 1)).offset(inline(request.offset()));
    }

    /** The order of a {@link #window}; sort by it again after joining the window with other tables. */
    public List<OrderField<?>> order(PageRequest request) {
        boolean backward = request.before() != null;
        List<OrderField<?>> order = new ArrayList<>();
        keys.forEach(key -> order.add(key.order(backward)));
        return order;
    }

    /** The keys as columns k0, k1, … of a select. */
    public List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        keys.forEach(key -> columns.add(key.field().as("k" + columns.size())));
        return columns;
    }

    /** The same order, read from a table that has {@link #columns}. */
    public Keyset forTable(String table) {
        List<Key<?>> over = new ArrayList<>();
        IntStream.range(0, keys.size()).forEach(i -> over.add(keys.get(i).at(table, "k" + i)));
        return new Keyset(over, list);
    }

    /** The rows of a {@link #window} in the order of the page, without the extra row. */
    public static <R extends Record> List<R> trimmed(PageRequest request, List<R> window) {
        List<R> rows = new ArrayList<>(window.subList(0, Math.min(request.limit(), window.size())));
        if (request.before() != null) {
            Collections.reverse(rows);
        }
        return rows;
    }

    /** Turns the fetched rows of a {@link #window} into a page. */
    public <R extends Record, T> Page<T> page(
            PageRequest request, List<R> window, @Nullable Long total, Function<R, T> view) {
        boolean backward = request.before() != null;
        List<R> rows = trimmed(request, window);
        boolean more = window.size() > rows.size();
        boolean atStart = request.after() == null && request.offset() == 0;
        boolean hasNext = !rows.isEmpty() && (backward || more);
        boolean hasPrev = !rows.isEmpty() && (backward ? more : !atStart);
        return new Page<>(
                rows.stream().map(view).toList(),
                new Page.Info(
                        request.limit(),
                        hasNext ? cursor(rows.get(rows.size() - 1)) : null,
                        hasPrev ? cursor(rows.get(0)) : null,
                        total));
    }

    /**
     * Selects the rows that one source can contribute to a page of a union, so that each source is read from its own
     * index and no further than the page needs. The keys of this keyset are the source's columns, in the order of the
     * union's.
     */
    public <R extends Record> Select<R> unionPart(PageRequest request, SelectOrderByStep<R> select) {
        boolean backward = request.before() != null;
        String cursor = backward ? request.before() : request.after();
        int most = request.offset() + request.limit() + 1;
        return cursor == null
                ? select.orderBy(order(request)).limit(most)
                : select.orderBy(order(request))
                        .seek(seek(backward ? "before" : "after", cursor))
                        .limit(most);
    }

    /** Parses an instant of a cursor. Refuses years outside 0 to 9999, which can't be stored. */
    public static OffsetDateTime time(String value) {
        OffsetDateTime time = Instant.parse(value).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException(value);
        }
        return time;
    }

    /** The first sort value of the request's cursor, as text; null without a cursor. */
    public @Nullable String startValue(PageRequest request) {
        boolean backward = request.before() != null;
        String cursor = backward ? request.before() : request.after();
        return cursor == null
                ? null
                : Cursor.decode(backward ? "before" : "after", cursor, list, keys.size())
                        .values()
                        .get(0);
    }

    private Field<?>[] seek(String parameter, String cursor) {
        List<String> values =
                Cursor.decode(parameter, cursor, list, keys.size()).values();
        Field<?>[] seek = new Field<?>[keys.size()];
        try {
            for (int i = 0; i < seek.length; i++) {
                seek[i] = keys.get(i).seek(values.get(i));
            }
        } catch (RuntimeException unreadable) {
            throw Cursor.refusal(parameter, "This is not a cursor. Take it from page.next or page.prev.");
        }
        return seek;
    }

    /** The encoded cursor of a row. */
    public String cursor(Record row) {
        return new Cursor(keys.stream().map(key -> key.valueIn(row)).toList()).encode(list);
    }
}
