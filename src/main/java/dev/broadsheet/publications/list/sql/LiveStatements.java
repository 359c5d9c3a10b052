package dev.broadsheet.publications.list.sql;

import static dev.broadsheet.publications.search.SearchVectorTable.PUBLICATION_SEARCH;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.query.Filter;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.SearchPlan;
import java.time.Instant;
import java.time.OffsetDateTime;
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
 * The statements of a live list. The rows of a page are found first, in narrow columns and mostly by index-only scans;
 * the shown columns are read afterwards for these rows only. The cost therefore depends on the page size, not on the
 * table size.
 *
 * <p>A list sorted by date is read newest first from the index of the lead terms ({@link ResolvedTerms#lead}), and the
 * other terms are probed row by row. With several lead terms, each yields a page of its own and the pages are merged.
 * With another sort, or with a filter that leaves very few rows, PostgreSQL chooses the plan.
 *
 * <p>Some lists cost more. If terms rarely occur together, the lead group is read to its end. If few rows pass a
 * filter, or if a sort has no index, all rows are read. With a large offset, a group of many terms reads that many rows
 * for each term.
 *
 * <p>With a search, either all matches are read from the full-text index, or rows are read as without a search and each
 * is probed until the page is full: see {@link SearchPlan#beginsWithMatches}.
 */
public record LiveStatements(
        DSLContext sql,
        Query query,
        PublishedSource publishedSource,
        ResolvedTerms resolvedTerms,
        @Nullable SearchPlan searchPlan,
        Ranking ranking) {

    /** Marks each row of {@link #around} as {@link #PREVIOUS} or {@link #NEXT}. */
    public static final Field<String> SIDE = field(name("side"), SQLDataType.VARCHAR);

    /** The id of the term that a list of one term is filtered by. */
    public static final Field<UUID> TERM_ID = field(name("lead_term"), SQLDataType.UUID);

    public static final String PREVIOUS = "previous";
    public static final String NEXT = "next";

    /** A list of the articles that are live now. */
    public LiveStatements(
            DSLContext sql,
            Query query,
            OffsetDateTime now,
            ResolvedTerms resolvedTerms,
            @Nullable SearchPlan searchPlan) {
        this(
                sql,
                query,
                new PublishedSource.Current(now),
                resolvedTerms,
                searchPlan,
                query.sort().byRelevance()
                        ? Ranking.of(query.page(), query.fingerprint(), now.toInstant())
                        : new Ranking(now.toInstant()));
    }

    /** A list without a search. */
    public LiveStatements(DSLContext sql, Query query, PublishedSource publishedSource, ResolvedTerms resolvedTerms) {
        this(sql, query, publishedSource, resolvedTerms, null, new Ranking(Instant.EPOCH));
    }

    /** Fields of which an equality filter leaves very few rows. */
    private static final Set<ListField> IDENTITIES = Set.of(ListField.ID, ListField.SLUG, ListField.EXTERNAL_ID);

    /** The rows of a page, sorted by {@link #sort}, with its columns. */
    public Select<Record> page(Projection projection) {
        List<Field<?>> keys = new ArrayList<>();
        order("page").keys().forEach(key -> keys.add(key.field()));
        return shown(
                keys,
                columns -> sql.select(columns).from(joinCopies(isRanked() ? ranked() : window())),
                projection,
                List.of());
    }

    /**
     * The first page of a list sorted by date, without filters and with at most one term. The statement resolves the
     * term itself, and each row contains the term's id. Almost all rows that are read are shown, so they are read
     * together with their shown columns.
     */
    public Select<Record> firstPageByDate(@Nullable Field<UUID> term, Projection projection) {
        LiveRows rows =
                term == null ? LiveRows.ofCopies(publishedSource, query) : LiveRows.ofTerms(publishedSource, query);
        List<Field<?>> keys = new ArrayList<>(keyset(rows).columns());
        if (term != null) {
            keys.add(LiveRows.LEAD.TERM_ID.as(TERM_ID));
        }
        return shown(
                keys,
                columns -> keyset(rows)
                        .window(
                                query.page(),
                                term == null
                                        ? rows.allCopies(sql.select(columns))
                                        : rows.copiesOf(term, sql.select(columns))),
                projection,
                term == null ? List.of() : List.of(TERM_ID));
    }

    /** The whole list, sorted by {@link #sort}, for a database cursor that fetches it in portions. */
    public Select<Record> whole(Projection projection) {
        LiveRows rows = source();
        return sql.select(LiveColumns.of(projection, publishedSource))
                .from(joinCopies(rows(rows, keyFields(rows), false, false)))
                .orderBy(order("page").order(query.page()));
    }

    /**
     * Reads the copies in a CTE and joins the rest to it. The CTE has the alias and the column names of the table of
     * copies, so the same column expressions work on both.
     */
    private Select<Record> shown(
            List<Field<?>> keys,
            Function<List<Field<?>>, Select<Record>> rows,
            Projection projection,
            List<Field<?>> more) {
        List<Field<?>> stored = LiveColumns.stored(projection, publishedSource);
        if (query.highlight()) {
            stored.addAll(LiveColumns.texts(stored));
        }
        List<Field<?>> page = new ArrayList<>(stored);
        page.addAll(keys);
        stored.replaceAll(LiveColumns::fromPage);
        sort().keys().forEach(key -> stored.add(key.field()));
        if (isRanked()) {
            page.add(Ranking.HAS_MORE);
            stored.add(field(name("p", Ranking.HAS_MORE.getName()), Ranking.HAS_MORE.getDataType()));
        }
        var copies = name("p").asMaterialized(rows.apply(page));
        return sql.with(copies)
                .select(stored)
                .select(LiveColumns.joined(projection, publishedSource))
                .select(more)
                .from(copies)
                .orderBy(sort().order(query.page()));
    }

    private Table<?> joinCopies(Select<Record> rows) {
        return rows.asTable("page")
                .join(publishedSource.copiesWithContent())
                .on(id("page").eq(id("p")));
    }

    private Field<Object> id(String alias) {
        return field(name(alias, publishedSource.idColumn()));
    }

    /** The order of a {@link #page}, as expressions of its columns. */
    public Keyset sort() {
        return order("p");
    }

    private Keyset order(String table) {
        return (isRanked() ? ranking.order(query.fingerprint()) : keyset(pageRows())).forTable(table);
    }

    private SearchPlan requireSearchPlan() {
        return Objects.requireNonNull(searchPlan);
    }

    private boolean isRanked() {
        return searchPlan != null && query.sort().byRelevance();
    }

    private Select<Record> ranked() {
        Query newest = query.firstRows(Ranking.NEWEST).with(Filter.until(ListField.PUBLISHED_AT, ranking.asOf()));
        return ranking.page(
                requireSearchPlan(),
                new LiveStatements(sql, newest, publishedSource, resolvedTerms, searchPlan, ranking).window(),
                PUBLICATION_SEARCH,
                query.page(),
                query.fingerprint());
    }

    private boolean beginsWithMatches(int wanted) {
        return searchPlan != null
                && !isSelective()
                && searchPlan.beginsWithMatches(
                        wanted,
                        resolvedTerms.leadRows(),
                        resolvedTerms.groups().size()
                                + (resolvedTerms.excluded().isEmpty() ? 0 : 1),
                        query.filters().stream()
                                .anyMatch(filter -> !LiveRows.TERM_ROW_FIELDS.contains(filter.field())));
    }

    private boolean pageBeginsWithMatches() {
        return beginsWithMatches(query.page().limit() + query.page().offset() + 1);
    }

    /** The search condition for rows that don't come from the full-text index. */
    private Condition matches(LiveRows rows) {
        return searchPlan == null ? noCondition() : rows.matches(searchPlan);
    }

    /**
     * The cursor of a live article's position in the order of the list, whether or not the article is on the list; null
     * if it isn't live.
     */
    public @Nullable String cursorOf(UUID article) {
        LiveRows rows = LiveRows.ofCopies(publishedSource, query);
        Keyset there = keyset(rows).forTable("place");
        List<Field<?>> columns = new ArrayList<>();
        there.keys().forEach(key -> columns.add(key.field()));
        Record row = sql.select(columns)
                .from(rows.copyOf(article, sql.select(keyset(rows).columns())).asTable("place"))
                .fetchOne();
        return row == null ? null : there.cursor(row);
    }

    /** The rows right before and right after a position, marked by {@link #SIDE}. */
    public Select<Record> around(String cursor, Projection projection) {
        Select<Record> previous = at(new PageRequest(0, null, cursor, 0, false)).page(projection);
        Select<Record> next = at(new PageRequest(0, cursor, null, 0, false)).page(projection);
        return side(PREVIOUS, previous).unionAll(side(NEXT, next));
    }

    private Select<Record> side(String side, Select<Record> rows) {
        return sql.select(List.of(asterisk(), inline(side).as(SIDE))).from(rows.asTable(side));
    }

    /** The first row of the list. */
    public LiveStatements firstRow() {
        return at(query.firstRows(1).page());
    }

    private LiveStatements at(PageRequest page) {
        return new LiveStatements(sql, query.at(page), publishedSource, resolvedTerms, searchPlan, ranking);
    }

    /**
     * All rows of the list with these fields, unordered. The column of the article's id is named {@code article_id}, as
     * in the tables.
     */
    public SelectConditionStep<Record> rows(List<ListField> fields) {
        return rows(fields, false);
    }

    /** The same rows, from a query whose row count the planner estimates better. Only for {@code explain}. */
    public SelectConditionStep<Record> rowsForEstimate(List<ListField> fields) {
        return rows(fields, true);
    }

    private SelectConditionStep<Record> rows(List<ListField> fields, boolean forEstimate) {
        LiveRows rows = source();
        List<Field<?>> columns = fields.stream()
                .<Field<?>>map(field -> rows.of(field).as(field == ListField.ID ? "article_id" : field.column()))
                .toList();
        return rows(rows, columns, !LiveRows.TERM_ROW_FIELDS.containsAll(fields), forEstimate);
    }

    private LiveRows source() {
        return startsFromTerms() || beginsWithMatches(SearchPlan.ALL)
                ? LiveRows.ofTerms(publishedSource, query)
                : LiveRows.ofCopies(publishedSource, query);
    }

    private boolean startsFromTerms() {
        return !resolvedTerms.lead().isEmpty() && !isSelective();
    }

    private SelectConditionStep<Record> rows(
            LiveRows rows, List<Field<?>> columns, boolean withCopies, boolean forEstimate) {
        if (beginsWithMatches(SearchPlan.ALL)) {
            return rows.copiesOfTermRows(
                            forEstimate ? rows.ofEstimated(requireSearchPlan()) : rows.of(requireSearchPlan()),
                            sql.select(columns),
                            withCopies)
                    .and(rows.hasTerms(resolvedTerms.groups(), resolvedTerms.excluded()));
        }
        return (startsFromTerms()
                        ? rows.copiesOfTermRows(rows.of(resolvedTerms.lead()), sql.select(columns), withCopies)
                                .and(rows.hasTerms(resolvedTerms.others(), resolvedTerms.excluded()))
                        : rows.allCopies(sql.select(columns))
                                .and(rows.hasTerms(resolvedTerms.groups(), resolvedTerms.excluded())))
                .and(matches(rows));
    }

    /**
     * The page query for the first rows of the list: at most {@code rows}, and one more if there are more.
     */
    public Select<Record> first(int rows) {
        return new LiveStatements(sql, query.firstRows(rows), publishedSource, resolvedTerms, searchPlan, ranking)
                .window();
    }

    private boolean byDate() {
        return query.sort().first().field() == ListField.PUBLISHED_AT && !isSelective();
    }

    private boolean isSelective() {
        return query.filters().stream().anyMatch(filter -> IDENTITIES.contains(filter.field()) && filter.isEquality());
    }

    private LiveRows pageRows() {
        return pageBeginsWithMatches() || byDate() && !resolvedTerms.lead().isEmpty()
                ? LiveRows.ofTerms(publishedSource, query)
                : LiveRows.ofCopies(publishedSource, query);
    }

    private Keyset keyset(LiveRows rows) {
        return new Keyset(query.sort().keys(rows), query.fingerprint());
    }

    /** The rows of a page, and one more if there are more. */
    private Select<Record> window() {
        LiveRows rows = pageRows();
        List<UUID> lead = resolvedTerms.lead();
        if (pageBeginsWithMatches()) {
            return keyset(rows)
                    .window(
                            query.page(),
                            rows.copiesOfTermRows(rows.of(requireSearchPlan()), sql.select(keyFields(rows)), false)
                                    .and(rows.probesTerms(resolvedTerms.groups(), resolvedTerms.excluded())));
        }
        if (byDate() && lead.size() == 1) {
            return keyset(rows).window(query.page(), ofTerm(val(lead.get(0), SQLDataType.UUID), rows));
        } else if (byDate() && lead.size() > 1) {
            return merged(lead, rows);
        }
        SelectConditionStep<Record> all =
                rows.allCopies(sql.select(keyFields(rows))).and(matches(rows));
        return keyset(rows)
                .window(
                        query.page(),
                        byDate()
                                ? all.and(rows.probesTerms(resolvedTerms.groups(), resolvedTerms.excluded()))
                                : all.and(rows.hasTerms(resolvedTerms.groups(), resolvedTerms.excluded())));
    }

    private SelectConditionStep<Record> ofTerm(Field<UUID> term, LiveRows rows) {
        return rows.copiesOfTermRows(rows.of(term), sql.select(keyFields(rows)), false)
                .and(rows.probesTerms(resolvedTerms.others(), resolvedTerms.excluded()))
                .and(matches(rows));
    }

    /**
     * Merges one page per term. An article with several of the terms is in several of the pages, and once in the
     * result. A lateral join runs the inner query once per term, so the text of the statement doesn't depend on the
     * number of terms.
     */
    private Select<Record> merged(List<UUID> terms, LiveRows rows) {
        Keyset keyset = keyset(rows);
        PageRequest whole = query.page().withSkipped();
        Table<Record> own = keyset.window(whole, ofTerm(field(name("g", "id"), SQLDataType.UUID), rows))
                .asTable("own");
        Table<?> each = table("unnest({0})", val(terms.toArray(UUID[]::new))).as("g", "id");
        Select<Record> merged =
                sql.selectDistinct(List.of(own.asterisk())).from(each).crossJoin(lateral(own));
        return keyset.forTable("merged")
                .offsetWindow(query.page(), sql.select(asterisk()).from(merged.asTable("merged")));
    }

    private List<Field<?>> keyFields(LiveRows rows) {
        List<Field<?>> columns = new ArrayList<>();
        columns.add(rows.id());
        columns.addAll(keyset(rows).columns());
        return columns;
    }
}
