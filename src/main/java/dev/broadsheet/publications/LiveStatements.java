package dev.broadsheet.publications;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.publications.query.Filter;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.Sought;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a live list. Which rows a page has is found first, in narrow columns and mostly in an index alone;
 * what is shown of them is read then, so that the cost follows the page and not the table.
 *
 * <p>Sorted by date, the rows come from the index of the terms in the lead, newest first, and the other terms are probed
 * row by row. Of several terms in the lead each gives its own page, and those are merged. Sorted otherwise, or with a
 * filter that leaves a few rows anyway, the database decides.
 *
 * <p>What costs more: terms that hardly ever meet, for which the rarest group is read to its end; a filter that few of
 * the rows pass, and a sort by what has no index, for which all rows are; many names in one group with a large offset.
 *
 * <p>With a search, rows come either from the index of words, all matches at once, or from where they came without it,
 * each looked up until the page is full: see {@link Sought#beginsWithMatches}.
 */
public record LiveStatements(
        DSLContext sql,
        Query query,
        Newsstand newsstand,
        Carried carried,
        @Nullable Sought sought,
        Ranking ranking) {

    /** What tells the rows {@link #around} a place from each other. */
    public static final Field<String> SIDE = field(name("side"), SQLDataType.VARCHAR);

    /** The term of which a list is. */
    static final Field<UUID> UNDER = field(name("under"), SQLDataType.UUID);

    public static final String PREVIOUS = "previous";
    public static final String NEXT = "next";

    LiveStatements(DSLContext sql, Query query, Newsstand.Today today, Carried carried, @Nullable Sought sought) {
        this(
                sql,
                query,
                today,
                carried,
                sought,
                query.sort().byRelevance()
                        ? Ranking.of(query.page(), query.list(), today.now().toInstant())
                        : new Ranking(today.now().toInstant()));
    }

    /** Without a search. */
    LiveStatements(DSLContext sql, Query query, Newsstand newsstand, Carried carried) {
        this(sql, query, newsstand, carried, null, new Ranking(Instant.EPOCH));
    }

    /** Equal to one of a few values in one of these, hardly a row is left. */
    private static final Set<ListField> IDENTITIES = Set.of(ListField.ID, ListField.SLUG, ListField.EXTERNAL_ID);

    /** Sorted by {@link #sort}, with its columns. */
    public Select<Record> page(Projection projection) {
        List<Field<?>> keys = new ArrayList<>();
        order("page").keys().forEach(key -> keys.add(key.field()));
        return shown(
                keys,
                columns -> sql.select(columns).from(written(isRanked() ? ranked() : window())),
                projection,
                List.of());
    }

    /**
     * The start of a list by date that has no filters and at most one term, which is found on the way; each row tells it.
     * Next to all rows that are looked at are shown, so they are read at once with what is shown of them.
     */
    Select<Record> start(@Nullable Field<UUID> term, Projection projection) {
        LiveRows rows = term == null ? LiveRows.ofCopies(newsstand, query) : LiveRows.ofTerms(newsstand, query);
        List<Field<?>> keys = new ArrayList<>(keyset(rows).columns());
        if (term != null) {
            keys.add(LiveRows.term("lead").as(UNDER));
        }
        return shown(
                keys,
                columns -> keyset(rows)
                        .window(
                                query.page(),
                                term == null
                                        ? rows.all(sql.select(columns))
                                        : rows.copiesOf(term, sql.select(columns))),
                projection,
                term == null ? List.of() : List.of(UNDER));
    }

    /** The whole list, sorted by {@link #sort}: for a cursor of the database, which reads it off bit by bit. */
    public Select<Record> whole(Projection projection) {
        LiveRows rows = source();
        return sql.select(LiveColumns.of(projection, newsstand))
                .from(written(rows(rows, narrow(rows), false, false)))
                .orderBy(order("page").order(query.page()));
    }

    /**
     * The copies first, and then what is joined to them: they are called as those that they are read from, and so are
     * their columns.
     */
    private Select<Record> shown(
            List<Field<?>> keys,
            Function<List<Field<?>>, Select<Record>> rows,
            Projection projection,
            List<Field<?>> more) {
        List<Field<?>> stored = LiveColumns.stored(projection, newsstand);
        if (query.highlight()) {
            stored.addAll(LiveColumns.texts(stored));
        }
        List<Field<?>> page = new ArrayList<>(stored);
        page.addAll(keys);
        stored.replaceAll(LiveColumns::again);
        sort().keys().forEach(key -> stored.add(key.field()));
        if (isRanked()) {
            page.add(Ranking.MORE);
            stored.add(field(name("p", Ranking.MORE.getName()), Ranking.MORE.getDataType()));
        }
        var copies = name("p").asMaterialized(rows.apply(page));
        return sql.with(copies)
                .select(stored)
                .select(LiveColumns.joined(projection, newsstand))
                .select(more)
                .from(copies)
                .orderBy(sort().order(query.page()));
    }

    private Table<?> written(Select<Record> rows) {
        return rows.asTable("page").join(newsstand.written()).on(newsstand.isOf("page"));
    }

    /** The order of a {@link #page}, by its columns. */
    public Keyset sort() {
        return order("p");
    }

    private Keyset order(String table) {
        return (isRanked() ? ranking.order(query.list()) : keyset(pageRows())).over(table);
    }

    private Sought words() {
        return Objects.requireNonNull(sought);
    }

    private boolean isRanked() {
        return sought != null && query.sort().byRelevance();
    }

    private Select<Record> ranked() {
        Query newest = query.first(Ranking.NEWEST).with(Filter.until(ListField.PUBLISHED_AT, ranking.asOf()));
        return ranking.page(
                words(),
                new LiveStatements(sql, newest, newsstand, carried, sought, ranking).window(),
                "publication_search",
                query.page(),
                query.list());
    }

    private boolean beginsWithMatches(int wanted) {
        return sought != null
                && !isPinned()
                && sought.beginsWithMatches(
                        wanted,
                        carried.rows(),
                        carried.all().size() + (carried.none().isEmpty() ? 0 : 1),
                        query.filters().stream().anyMatch(filter -> !LiveRows.FILED.contains(filter.field())));
    }

    private boolean pageBeginsWithMatches() {
        return beginsWithMatches(query.page().limit() + query.page().offset() + 1);
    }

    /** What is still to be looked up of a row that comes from elsewhere. */
    private Condition matches(LiveRows rows) {
        return sought == null ? noCondition() : rows.matches(sought);
    }

    /** The cursor at which a live article stands in the order of the list, be it on the list or not; null if it is not live. */
    public @Nullable String place(UUID article) {
        LiveRows rows = LiveRows.ofCopies(newsstand, query);
        Keyset there = keyset(rows).over("place");
        List<Field<?>> columns = new ArrayList<>();
        there.keys().forEach(key -> columns.add(key.field()));
        Record row = sql.select(columns)
                .from(rows.one(article, sql.select(keyset(rows).columns())).asTable("place"))
                .fetchOne();
        return row == null ? null : there.cursor(row);
    }

    /** What stands right in front of a place and what stands right behind it, told apart by {@link #SIDE}. */
    public Select<Record> around(String cursor, Projection projection) {
        Select<Record> previous = at(new PageRequest(0, null, cursor, 0, false)).page(projection);
        Select<Record> next = at(new PageRequest(0, cursor, null, 0, false)).page(projection);
        return side(PREVIOUS, previous).unionAll(side(NEXT, next));
    }

    private Select<Record> side(String side, Select<Record> rows) {
        return sql.select(List.of(asterisk(), inline(side).as(SIDE))).from(rows.asTable(side));
    }

    /** The list from its start, one row of it. */
    LiveStatements start() {
        return at(query.first(1).page());
    }

    private LiveStatements at(PageRequest page) {
        return new LiveStatements(sql, query.at(page), newsstand, carried, sought, ranking);
    }

    /** All rows of the list, with these fields, in no order. The article's id is called as in other tables. */
    public SelectConditionStep<Record> rows(List<ListField> fields) {
        return rows(fields, false);
    }

    /** The same for who asks what the database expects of it, and not for the rows. */
    SelectConditionStep<Record> expected(List<ListField> fields) {
        return rows(fields, true);
    }

    private SelectConditionStep<Record> rows(List<ListField> fields, boolean expected) {
        LiveRows rows = source();
        List<Field<?>> columns = fields.stream()
                .<Field<?>>map(field -> rows.of(field).as(field == ListField.ID ? "article_id" : field.column()))
                .toList();
        return rows(rows, columns, !LiveRows.FILED.containsAll(fields), expected);
    }

    private LiveRows source() {
        return led() || beginsWithMatches(Sought.ALL)
                ? LiveRows.ofTerms(newsstand, query)
                : LiveRows.ofCopies(newsstand, query);
    }

    private boolean led() {
        return !carried.lead().isEmpty() && !isPinned();
    }

    private SelectConditionStep<Record> rows(
            LiveRows rows, List<Field<?>> columns, boolean withCopies, boolean expected) {
        if (beginsWithMatches(Sought.ALL)) {
            return rows.among(expected ? rows.ofExpected(words()) : rows.of(words()), sql.select(columns), withCopies)
                    .and(rows.carries(carried.all(), carried.none()));
        }
        return (led()
                        ? rows.among(rows.of(carried.lead()), sql.select(columns), withCopies)
                                .and(rows.carries(carried.others(), carried.none()))
                        : rows.all(sql.select(columns)).and(rows.carries(carried.all(), carried.none())))
                .and(matches(rows));
    }

    /** The first rows of the list, read as a page is: so many, and one more if there are more. */
    Select<Record> first(int rows) {
        return new LiveStatements(sql, query.first(rows), newsstand, carried, sought, ranking).window();
    }

    private boolean byDate() {
        return query.sort().first().field() == ListField.PUBLISHED_AT && !isPinned();
    }

    private boolean isPinned() {
        return query.filters().stream().anyMatch(filter -> IDENTITIES.contains(filter.field()) && filter.isEquality());
    }

    private LiveRows pageRows() {
        return pageBeginsWithMatches() || byDate() && !carried.lead().isEmpty()
                ? LiveRows.ofTerms(newsstand, query)
                : LiveRows.ofCopies(newsstand, query);
    }

    private Keyset keyset(LiveRows rows) {
        return new Keyset(query.sort().keys(rows), query.list());
    }

    /** The rows of a page, with one more. */
    private Select<Record> window() {
        LiveRows rows = pageRows();
        List<UUID> lead = carried.lead();
        if (pageBeginsWithMatches()) {
            return keyset(rows)
                    .window(
                            query.page(),
                            rows.among(rows.of(words()), sql.select(narrow(rows)), false)
                                    .and(rows.probes(carried.all(), carried.none())));
        }
        if (byDate() && lead.size() == 1) {
            return keyset(rows).window(query.page(), ofTerm(val(lead.get(0), SQLDataType.UUID), rows));
        } else if (byDate() && lead.size() > 1) {
            return merged(lead, rows);
        }
        SelectConditionStep<Record> all = rows.all(sql.select(narrow(rows))).and(matches(rows));
        return keyset(rows)
                .window(
                        query.page(),
                        byDate()
                                ? all.and(rows.probes(carried.all(), carried.none()))
                                : all.and(rows.carries(carried.all(), carried.none())));
    }

    private SelectConditionStep<Record> ofTerm(Field<UUID> term, LiveRows rows) {
        return rows.among(rows.of(term), sql.select(narrow(rows)), false)
                .and(rows.probes(carried.others(), carried.none()))
                .and(matches(rows));
    }

    /**
     * An article may carry several of the terms: each has it in its own page, all together have it once. One statement
     * of the same text for three terms and for a thousand, which the database goes through one by one.
     */
    private Select<Record> merged(List<UUID> terms, LiveRows rows) {
        Keyset keyset = keyset(rows);
        PageRequest whole = query.page().withSkipped();
        Table<Record> own = keyset.window(whole, ofTerm(field(name("g", "id"), SQLDataType.UUID), rows))
                .asTable("own");
        Table<?> each = table("unnest({0})", val(terms.toArray(UUID[]::new))).as("g", "id");
        Select<Record> merged =
                sql.selectDistinct(List.of(own.asterisk())).from(each).crossJoin(lateral(own));
        return keyset.over("merged").cut(query.page(), sql.select(asterisk()).from(merged.asTable("merged")));
    }

    private List<Field<?>> narrow(LiveRows rows) {
        List<Field<?>> columns = new ArrayList<>(rows.key());
        columns.addAll(keyset(rows).columns());
        return columns;
    }
}
