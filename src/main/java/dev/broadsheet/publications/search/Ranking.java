package dev.broadsheet.publications.search;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.with;

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
 * Ranking by relevance: {@code text × (1 + recency) / 2 + recency / 1000}. {@code text} is PostgreSQL's cover density,
 * from 0 to 1: it rises with more, closer and higher-weighted hits and with shorter texts. {@code recency} falls from 1
 * by half in every half-life, so a very old article needs about twice the {@code text} of a new one. Of more than a
 * thousand hits only the newest thousand are ranked, because ranking reads the vector of every hit.
 *
 * @param asOf the moment at which ages are measured; later articles are left out. The same for all pages of a list.
 */
public record Ranking(Instant asOf) {

    public static final int NEWEST = 1000;

    private static final double HALF_LIFE_DAYS = 30;

    /** Weights of body, names, kicker and summary, title. */
    private static final String WEIGHTS = "{0.1, 0.2, 0.4, 1.0}";

    /**
     * Normalization of {@code ts_rank_cd}: divides by the logarithm of the text's length (1) and scales the rank below
     * 1 (32).
     */
    private static final int NORMALISATION = 1 | 32;

    private static final Field<Long> AS_OF = field(name("ranked", "as_of"), SQLDataType.BIGINT);
    private static final Field<BigDecimal> SCORE = field(name("ranked", "score"), SQLDataType.NUMERIC);
    private static final Field<UUID> ID = field(name("ranked", "article_id"), SQLDataType.UUID);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}\\.\\d{8}");

    /** Whether more than {@link #NEWEST} articles matched; a column of {@link #page}. */
    public static final Field<Boolean> HAS_MORE = field(name("page", "more"), SQLDataType.BOOLEAN);

    /** The score of a hit; a column of {@link #page}. */
    public static final Field<BigDecimal> PAGE_SCORE = field(name("page", "k1"), SQLDataType.NUMERIC);

    /** A new ranking for the first page; for other pages, the ranking of the moment that the cursor contains. */
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

    /** Sorts the best hits first. */
    public Keyset order(String list) {
        return new Keyset(
                List.of(
                        new Keyset.Key<>(AS_OF, true, String::valueOf, Ranking::millis),
                        new Keyset.Key<>(SCORE, true, BigDecimal::toPlainString, Ranking::number),
                        new Keyset.Key<>(ID, true, UUID::toString, UUID::fromString)),
                list);
    }

    /**
     * A page of hits, with the columns of {@link #order}, {@link #HAS_MORE}, and the article's id as {@code article_id}
     * and as {@code id}.
     *
     * @param newest the newest {@link #NEWEST} hits, and one more if there are more, with date and id as {@code k0} and
     *     {@code k1}
     * @param vectors table of their vectors
     */
    public Select<Record> page(
            SearchPlan searchPlan, Select<Record> newest, SearchVectorTable vectors, PageRequest page, String list) {
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
        return order.window(page, with(all).select(columns).from(ranked));
    }

    /** Reads each vector in a scalar sub-select, because the planner doesn't know that the newest hits are few. */
    private Field<BigDecimal> score(SearchPlan searchPlan, Field<OffsetDateTime> date, SearchVectorTable vectors) {
        Field<Double> rank = field(
                "ts_rank_cd({0}::real[], {1}, {2}, {3})",
                SQLDataType.DOUBLE, inline(WEIGHTS), vectors.SEARCH, searchPlan.rankQuery(), inline(NORMALISATION));
        Field<Double> text = coalesce(
                field(select(rank)
                        .from(vectors)
                        .where(vectors.ARTICLE_ID.eq(field(name("n", "k1"), SQLDataType.UUID)))),
                inline(0.0));
        Field<Double> recency = field(
                // Limited to a thousand half-lives, beyond which PostgreSQL raises an underflow error.
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

    /** Describes in the response which hits were ranked. */
    public static String describe(@Nullable Boolean more) {
        return Boolean.TRUE.equals(more) ? "newest-" + NEWEST : "all";
    }
}
