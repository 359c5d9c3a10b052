package dev.broadsheet.publications.list;

import static dev.broadsheet.publications.PublicationTermTable.PUBLICATION_TERM;
import static dev.broadsheet.terms.TermTable.TERM;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.publications.PublicationTermTable;
import dev.broadsheet.publications.query.Facet;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.terms.TermTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Counts the articles of a list, and its facets. One statement does both. It reads every row of the list once, so its
 * cost grows with the size of the list. An estimate counts up to {@link #MAX_COUNTED} rows. Beyond that it is the
 * planner's row estimate, which takes a second statement.
 */
@ApplicationScoped
public class FacetCounts {

    public static final int MAX_COUNTED = 1000;
    private static final int MAX_TERM_BUCKETS = 100;
    private static final int MAX_DATE_BUCKETS = 366;

    private static final PublicationTermTable HITS = PUBLICATION_TERM.as("hits");
    private static final PublicationTermTable T = PUBLICATION_TERM.as("t");
    private static final TermTable N = TERM.as("n");
    private static final Field<UUID> COUNTED_TERM = PUBLICATION_TERM.as("term_counts").TERM_ID;
    private static final Field<String> TEXT = field(name("text"), SQLDataType.VARCHAR);
    private static final Field<Integer> PLACE = field(name("place"), SQLDataType.INTEGER);
    private static final Field<String> VALUE = field(name("value"), SQLDataType.VARCHAR);
    private static final Field<String> LABEL = field(name("label"), SQLDataType.VARCHAR);
    private static final Field<Integer> COUNT = field(name("n"), SQLDataType.INTEGER);
    private static final String ALL = "";

    private final DSLContext sql;
    private final DateParser dates;

    public FacetCounts(DSLContext sql, DateParser dates) {
        this.sql = sql;
        this.dates = dates;
    }

    /** @param total null if not requested */
    public record Result(@Nullable Long total, @Nullable Map<String, List<FacetBucket>> facets) {

        static final Result NONE = new Result(null, null);
    }

    /**
     * Counts the rows of a list.
     *
     * @param first the page query for the first {@link #MAX_COUNTED} rows, and one more if there are more
     * @param all all rows, unordered
     */
    public Result countAll(Query.Count how, Supplier<? extends Select<?>> first, Supplier<? extends Select<?>> all) {
        return switch (how) {
            case NONE -> Result.NONE;
            case EXACT -> new Result(exactCount(all.get()), null);
            case ESTIMATE -> {
                long few = exactCount(first.get());
                yield new Result(few > MAX_COUNTED ? estimate(all.get(), few) : few, null);
            }
        };
    }

    private long exactCount(Select<?> rows) {
        return sql.fetchCount(rows);
    }

    private long estimate(Select<?> rows, long atLeast) {
        return Math.max(atLeast, Math.round(sql.explain(rows).rows()));
    }

    /**
     * Counts the facets, and the rows together with them.
     *
     * @param rows the rows of the list, with {@code article_id} and the columns of the fields that the facets count
     * @param termRows the terms of each article: a table {@code t (term_id, article_id)}
     */
    Result facets(List<Facet> facets, boolean counted, Select<? extends Record> rows, Table<?> termRows) {
        CommonTableExpression<?> hits = name(HITS.getName()).asMaterialized(rows);
        CommonTableExpression<?> termCounts = name("term_counts")
                .asMaterialized(select(T.TERM_ID, count().as(COUNT))
                        .from(hits)
                        .join(termRows)
                        .on(HITS.ARTICLE_ID.eq(T.ARTICLE_ID))
                        .groupBy(T.TERM_ID));
        Select<Record5<String, Integer, String, String, Integer>> all = select(
                        inline(ALL).as(TEXT),
                        inline(1).as(PLACE),
                        inline("").as(VALUE),
                        inline("").as(LABEL),
                        count().as(COUNT))
                .from(hits);
        for (Facet facet : facets) {
            all = all.unionAll(facet.terms() == null ? values(facet, hits) : terms(facet, termCounts));
        }
        Map<String, List<FacetBucket>> buckets = new LinkedHashMap<>();
        facets.forEach(facet -> buckets.put(facet.text(), new ArrayList<>()));
        long total = 0;
        var found = sql.with(hits, termCounts).selectFrom(all.asTable("counts")).fetch();
        found.sort(Comparator.comparing(row -> row.get(PLACE)));
        for (Record row : found) {
            if (row.get(TEXT).equals(ALL)) {
                total = row.get(COUNT);
            } else {
                Objects.requireNonNull(buckets.get(row.get(TEXT)))
                        .add(new FacetBucket(row.get(VALUE), row.get(LABEL), row.get(COUNT)));
            }
        }
        return new Result(counted ? total : null, buckets);
    }

    /** {@code termCounts} has the counts of all kinds of terms by id. Slugs and names are joined here. */
    private static Select<Record5<String, Integer, String, String, Integer>> terms(Facet facet, Table<?> termCounts) {
        Field<Integer> articles = field(name("term_counts", "n"), SQLDataType.INTEGER);
        return select(
                        inline(facet.text()).as(TEXT),
                        rowNumber().over().orderBy(articles.desc(), N.SLUG).as(PLACE),
                        N.SLUG.as(VALUE),
                        N.NAME.as(LABEL),
                        articles.as(COUNT))
                .from(termCounts)
                .join(N)
                .on(N.ID.eq(COUNTED_TERM))
                .and(N.KIND.eq(Objects.requireNonNull(facet.terms()).text()))
                .orderBy(articles.desc(), N.SLUG)
                .limit(MAX_TERM_BUCKETS);
    }

    private Select<Record5<String, Integer, String, String, Integer>> values(Facet facet, Table<?> hits) {
        boolean date = facet.bucket() != null;
        Field<String> value = date
                ? bucket(facet)
                : field(
                        name(
                                HITS.getName(),
                                Objects.requireNonNull(facet.field()).column()),
                        SQLDataType.VARCHAR);
        var order = date ? List.of(value.desc()) : List.of(count().desc(), value.asc());
        return select(
                        inline(facet.text()).as(TEXT),
                        rowNumber().over().orderBy(order).as(PLACE),
                        value.as(VALUE),
                        value.as(LABEL),
                        count().as(COUNT))
                .from(hits)
                .where(value.isNotNull())
                .groupBy(value)
                .orderBy(order)
                .limit(date ? MAX_DATE_BUCKETS : MAX_TERM_BUCKETS);
    }

    private Field<String> bucket(Facet facet) {
        return field(
                "to_char({0} at time zone {1}, {2})",
                SQLDataType.VARCHAR, HITS.PUBLISHED_AT, inline(dates.zone().getId()), inline(facet.bucket()));
    }
}
