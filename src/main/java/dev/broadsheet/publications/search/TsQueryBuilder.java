package dev.broadsheet.publications.search;

import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Builds the {@code tsquery} of a search for every language of the articles, in one statement. */
@ApplicationScoped
public class TsQueryBuilder {

    /**
     * A word matches by its stem, by its folded spelling or, if it may be incomplete, as a prefix. A stop word of a
     * language is dropped in that language, unless its block (the words between two {@code OR}) has no other word.
     */
    private static final PreparedQuery PLAN = PreparedQuery.ofSql("""
            with word as (
                select l.config, w.block, w.negated,
                    phraseto_tsquery(l.config::regconfig, case l.config when 'simple' then w.folded else w.plain end) as stem,
                    phraseto_tsquery('simple', w.folded) || coalesce(to_tsquery('simple', w.beginnings), ''::tsquery) as typed
                from search_language l, unnest(:blocks::int[], :plain::text[], :folded::text[], :beginnings::text[], :negated::boolean[])
                    as w(block, plain, folded, beginnings, negated)),
            block as (
                select config,
                    all_of(case when numnode(stem) = 0 then ''::tsquery
                        when negated then !!(stem || typed) else stem || typed end) as stemmed,
                    all_of(case when negated then !!typed else typed end) as spelled,
                    any_of(case when negated then ''::tsquery else stem || typed end) as shown
                from word group by config, block),
            language as (
                select config, any_of(case when numnode(stemmed) = 0 then spelled else stemmed end) as query,
                    regexp_replace(any_of(shown)::text, '<(-|[0-9]+)>', '|', 'g') as shown
                from block group by config),
            search as (
                select string_agg('''~' || config || ''' & (' || query::text || ')', ' | ' order by config) as match,
                    string_agg('(' || query::text || ')', ' | ' order by config) as rank,
                    array_agg(config order by config) as configs, array_agg(shown order by config) as shown
                from language where numnode(query) > 0)
            select match, rank, configs, shown, live_hits_expected(match::tsquery) as expected,
                live_hits_known(match::tsquery) as known,
                (select reltuples::float8 from pg_class where oid = 'publication_search'::regclass) as total
            from search
            """);

    private static final Field<String> MATCH = DSL.field(DSL.name("match"), String.class);
    private static final Field<String> RANK = DSL.field(DSL.name("rank"), String.class);
    private static final Field<String[]> CONFIGS = DSL.field(DSL.name("configs"), String[].class);
    private static final Field<String[]> SHOWN = DSL.field(DSL.name("shown"), String[].class);
    private static final Field<Double> EXPECTED = DSL.field(DSL.name("expected"), Double.class);
    private static final Field<Boolean> KNOWN = DSL.field(DSL.name("known"), Boolean.class);
    private static final Field<Double> TOTAL = DSL.field(DSL.name("total"), Double.class);

    /** The columns of {@link #planTable}. */
    public static final List<Field<?>> COLUMNS = List.of(MATCH, RANK, CONFIGS, SHOWN, EXPECTED, KNOWN, TOTAL);

    private final DSLContext sql;

    public TsQueryBuilder(DSLContext sql) {
        this.sql = sql;
    }

    public SearchPlan plan(WebQuery query) {
        return read(sql.select(COLUMNS).from(planTable(query).as("q")).fetchSingle());
    }

    /** The statement that builds the plan, as a table of one row, to be joined into another statement. */
    public Table<?> planTable(WebQuery query) {
        List<WebQuery.Part> parts = query.parts();
        return PLAN.with("blocks", parts.stream().map(WebQuery.Part::block).toArray(Integer[]::new))
                .with("plain", parts.stream().map(WebQuery.Part::plain).toArray(String[]::new))
                .with("folded", parts.stream().map(WebQuery.Part::folded).toArray(String[]::new))
                .with(
                        "beginnings",
                        parts.stream().map(WebQuery.Part::beginnings).toArray(String[]::new))
                .with("negated", parts.stream().map(WebQuery.Part::negated).toArray(Boolean[]::new))
                .asTable();
    }

    /** @param row a row of {@link #planTable} */
    public static SearchPlan read(Record row) {
        String match = row.get(MATCH);
        return match == null
                ? new SearchPlan(SearchPlan.NOTHING, SearchPlan.NOTHING, List.of(), List.of(), 0, 0, false)
                : new SearchPlan(
                        match,
                        row.get(RANK),
                        Arrays.asList(row.get(CONFIGS)),
                        Arrays.asList(row.get(SHOWN)),
                        row.get(EXPECTED),
                        Objects.requireNonNullElse(row.get(TOTAL), 0.0),
                        row.get(KNOWN));
    }

    /**
     * A plan that searches titles only, for words as typed, without stems. Its hits are neither ranked nor highlighted.
     */
    public SearchPlan planForTitles(WebQuery query) {
        String match = query.toTsQuery();
        Record row = sql.resultQuery("""
                        select live_hits_expected(q.query, 'title') as expected,
                            live_hits_known(q.query, 'title') as known,
                            (select reltuples::float8 from pg_class where oid = 'publication_search'::regclass) as total
                        from (select ?::tsquery as query) q
                        """, match).fetchSingle();
        return new SearchPlan(
                match,
                null,
                List.of(),
                List.of(),
                row.get("expected", Double.class),
                Objects.requireNonNullElse(row.get("total", Double.class), 0.0),
                row.get("known", Boolean.class));
    }
}
