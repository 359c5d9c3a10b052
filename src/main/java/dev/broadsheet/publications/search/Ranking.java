package dev.broadsheet.publications.search;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.paging.Cursor;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.PageRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Hits by relevance: {@code text × (1 + recency) / 2 + recency / 1000}. {@code text} is PostgreSQL's cover density, from 0
 * to 1: more, nearer and weightier hits in shorter texts. {@code recency} halves with every half-life of the article's
 * age, so that an old article needs twice the text at most. Of more than a thousand hits the newest thousand are ranked:
 * ranking reads every vector, and nobody reads that far.
 *
 * @param asOf from when ages count, and up to when articles are ranked: the same for all pages of a list
 */
public record Ranking(Instant asOf) {

    public static final int NEWEST = 1000;

    private static final double HALF_LIFE_DAYS = 30;

    /** Of the body, of names, of kicker and summary, of the title. */
    private static final String WEIGHTS = "{0.1, 0.2, 0.4, 1.0}";

    /** Divided by the logarithm of the text's length, and brought below 1. */
    private static final int NORMALISATION = 1 | 32;

    private static final Field<Long> AS_OF = field(name("ranked", "as_of"), SQLDataType.BIGINT);
    private static final Field<BigDecimal> SCORE = field(name("ranked", "score"), SQLDataType.NUMERIC);
    private static final Field<UUID> ID = field(name("ranked", "article_id"), SQLDataType.UUID);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}\\.\\d{8}");

    /** As {@link #order} has it, whether more than {@link #NEWEST} articles matched. */
    public static final Field<Boolean> HAS_MORE = field(name("page", "more"), SQLDataType.BOOLEAN);

    /** As {@link #order} has it. */
    public static final Field<BigDecimal> PAGE_SCORE = field(name("page", "k1"), SQLDataType.NUMERIC);

    /** The one of the first page; of the others, that which their cursor brings along. */
    public static Ranking of(PageRequest page, String list, Instant now) {
        String cursor = page.before() == null ? page.after() : page.before();
        if (cursor == null) {
            return new Ranking(now);
        }
        String parameter = page.before() == null ? "after" : "before";
        try {
            return new Ranking(Instant.ofEpochMilli(
                    millis(Cursor.decode(parameter, cursor, list, 3).values().get(0))));
        } catch (NumberFormatException unreadable) {
            throw Cursor.refusal(parameter, "This is not a cursor. Take it from page.next or page.prev.");
        }
    }

    /** The best first. */
    public Keyset order(String list) {
        return new Keyset(
                List.of(
                        new Keyset.Key<>(AS_OF, true, String::valueOf, Ranking::millis),
                        new Keyset.Key<>(SCORE, true, BigDecimal::toPlainString, Ranking::number),
                        new Keyset.Key<>(ID, true, UUID::toString, UUID::fromString)),
                list);
    }

    /**
     * A page of hits, with what {@link #order} sorts by, with {@link #HAS_MORE}, and with the article's id as
     * {@code article_id} and as {@code id}.
     *
     * @param newest {@link #NEWEST} and one of them, with date and id as {@code k0} and {@code k1}
     * @param vectors where their vectors are
     */
    public Select<Record> page(
            SearchPlan searchPlan, Select<Record> newest, String vectors, PageRequest page, String list) {
        CommonTableExpression<Record> all = name("newest").asMaterialized(newest);
        Field<OffsetDateTime> date = field(name("n", "k0"), SQLDataType.OFFSETDATETIME);
        var ranked = select(
                        field(name("n", "k1"), SQLDataType.UUID).as("article_id"),
                        inline(asOf.toEpochMilli()).as("as_of"),
                        score(searchPlan, date, vectors).as("score"),
                        field(
                                        "{0} > {1}",
                                        SQLDataType.BOOLEAN,
                                        field(select(count()).from(all)),
                                        inline(NEWEST))
                                .as("more"))
                .from(select(asterisk())
                        .from(all)
                        .orderBy(
                                field(name("newest", "k0")).desc(),
                                field(name("newest", "k1")).desc())
                        .limit(inline(NEWEST))
                        .asTable("n"))
                .asTable("ranked");
        Keyset order = order(list);
        List<Field<?>> columns = new java.util.ArrayList<>(order.columns());
        columns.add(ID.as("article_id"));
        columns.add(ID.as("id"));
        columns.add(field(name("ranked", "more"), SQLDataType.BOOLEAN).as("more"));
        return order.window(
                page,
                org.jooq
                        .impl
                        .DSL
                        .using(org.jooq.SQLDialect.POSTGRES)
                        .with(all)
                        .select(columns)
                        .from(ranked));
    }

    /** Each vector is looked up: that the newest are few is more than the database knows. */
    private Field<BigDecimal> score(SearchPlan searchPlan, Field<OffsetDateTime> date, String vectors) {
        Field<Double> rank = field(
                "ts_rank_cd({0}::real[], {1}, {2}, {3})",
                SQLDataType.DOUBLE,
                inline(WEIGHTS),
                field(name("s", "search")),
                searchPlan.rankQuery(),
                inline(NORMALISATION));
        Field<Double> text = coalesce(
                field(select(rank)
                        .from(table(name(vectors)).as("s"))
                        .where(field(name("s", "article_id"), SQLDataType.UUID)
                                .eq(field(name("n", "k1"), SQLDataType.UUID)))),
                inline(0.0));
        Field<Double> recency = field(
                // Beyond a thousand half-lives it would be an underflow, which the database takes for an error.
                "power(0.5::float8, least(1000, greatest(0, extract(epoch from {0} - {1})::float8) / {2}))",
                SQLDataType.DOUBLE,
                inline(asOf.atOffset(ZoneOffset.UTC), SQLDataType.OFFSETDATETIME),
                date,
                inline(HALF_LIFE_DAYS * 24 * 3600));
        return field("round(({0} * (1 + {1}) / 2 + {1} / 1000)::numeric, 8)", SQLDataType.NUMERIC, text, recency);
    }

    private static long millis(String value) {
        long millis = Long.parseLong(value);
        if (millis < 0 || millis > 253_402_300_799_999L) {
            throw new NumberFormatException(value);
        }
        return millis;
    }

    private static BigDecimal number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new NumberFormatException(value);
        }
        return new BigDecimal(value);
    }

    /** What is told of a page of hits. */
    public static String describe(@Nullable Boolean more) {
        return Boolean.TRUE.equals(more) ? "newest-" + NEWEST : "all";
    }
}
