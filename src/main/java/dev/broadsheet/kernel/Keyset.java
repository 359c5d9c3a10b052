package dev.broadsheet.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectOrderByStep;
import org.jooq.impl.DSL;

/**
 * The sort of a list, and the pages that follow from it: a page is found by the values of the row before it, so its
 * cost doesn't grow with the distance from the start, and rows that come or go meanwhile neither repeat nor hide others.
 * The last key must be unique.
 *
 * @param list what makes the list what it is, sort and filters in a normal form; cursors are bound to it
 */
public record Keyset(List<Key<?>> keys, String list) {

    /** One column of the sort. It must be among the columns selected, and never null. */
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
    }

    /** Fetches one page, with one row more than it shows to know whether another follows. */
    public <R extends Record, T> Page<T> page(
            PageRequest request,
            SelectOrderByStep<R> select,
            @org.jspecify.annotations.Nullable Long total,
            Function<R, T> view) {
        boolean backward = request.before() != null;
        List<R> rows = new ArrayList<>(fetch(request, select, backward));
        boolean more = rows.size() > request.limit();
        if (more) {
            rows.remove(rows.size() - 1);
        }
        if (backward) {
            Collections.reverse(rows);
        }
        boolean atStart = request.after() == null && request.offset() == 0;
        boolean hasNext = !rows.isEmpty() && (backward || more);
        boolean hasPrev = !rows.isEmpty() && (backward ? more : !atStart);
        return new Page<>(
                rows.stream().map(view).toList(),
                new Page.Facts(
                        request.limit(),
                        hasNext ? cursor(rows.get(rows.size() - 1)) : null,
                        hasPrev ? cursor(rows.get(0)) : null,
                        total));
    }

    /**
     * What one of several sources can give to a page of their union, so that each is read off its own index, and no
     * further than the page. This keyset names the columns of the source, in the order of those of the union.
     */
    public <R extends Record> Select<R> part(PageRequest request, SelectOrderByStep<R> select) {
        boolean backward = request.before() != null;
        String cursor = backward ? request.before() : request.after();
        int most = request.offset() + request.limit() + 1;
        return cursor == null
                ? select.orderBy(order(backward)).limit(most)
                : select.orderBy(order(backward))
                        .seek(seek(backward ? "before" : "after", cursor))
                        .limit(most);
    }

    private List<? extends OrderField<?>> order(boolean backward) {
        return keys.stream().map(key -> key.order(backward)).toList();
    }

    private <R extends Record> List<R> fetch(PageRequest request, SelectOrderByStep<R> select, boolean backward) {
        var ordered = select.orderBy(order(backward));
        String cursor = backward ? request.before() : request.after();
        return cursor == null
                ? ordered.limit(request.limit() + 1).offset(request.offset()).fetch()
                : ordered.seek(seek(backward ? "before" : "after", cursor))
                        .limit(request.limit() + 1)
                        .fetch();
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

    private String cursor(Record row) {
        return new Cursor(keys.stream().map(key -> key.valueIn(row)).toList()).encode(list);
    }
}
