package dev.broadsheet.publications.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A search as {@code tsquery} text, with its estimated cost.
 *
 * @param match {@code tsquery} that matches the articles of each language by the lexemes of that language
 * @param rank {@code tsquery} for ranking: {@code match} without the language markers, which have no position in a
 *     text; null for a search in titles only
 * @param configs text search configurations of the languages
 * @param shown for each configuration, the {@code tsquery} of the words to highlight
 * @param expected estimated number of live copies that match, from the planner's statistics
 * @param total estimated number of all live copies; less than one if the table hasn't been analyzed yet
 * @param reliable whether {@code expected} is based on statistics; otherwise it is too high, because the statistics
 *     contain only the most frequent words
 */
public record SearchPlan(
        String match,
        @Nullable String rank,
        List<String> configs,
        List<String> shown,
        double expected,
        double total,
        boolean reliable) {

    /** Matches no vector. */
    static final String NOTHING = "'~'";

    /** No limit. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * Cost of probing one article and decompressing its vector, in units of one match read from the full-text index.
     * Measured with 400,000 articles of a hundred words: 10 microseconds against 3; with longer articles the difference
     * grows.
     */
    private static final double VECTOR_COST = 6;

    /** Cost of probing whether a row has a term, in the same unit: 3 microseconds. */
    private static final double TERM_PROBE_COST = 1;

    /**
     * Whether to start from all matches, rather than to probe articles in the order of the list until enough match.
     * Reading all matches is cheap for rare words, probing in the order of the list for frequent words; the cheaper
     * estimate wins.
     *
     * @param wanted how many rows of the list are needed
     * @param most maximum number of rows of the list without the search, or {@link #ALL}
     * @param probes number of term groups that each row is probed for
     * @param filtered whether further conditions require more rows to be read
     */
    public boolean beginsWithMatches(int wanted, int most, int probes, boolean filtered) {
        double rows = total < 1 ? most : Math.min(total, most);
        double looks = wanted == ALL || !reliable
                ? rows
                : Math.min(rows, wanted * Math.max(1, rows(total) / Math.max(1, expected)));
        return looks * (VECTOR_COST + TERM_PROBE_COST * probes) * (filtered ? 10 : 1)
                > expected * (matchCost() + TERM_PROBE_COST * probes);
    }

    /** The index doesn't contain positions, so for a phrase the vector of each match is decompressed as well. */
    private double matchCost() {
        return match.indexOf('<') < 0 ? 1 : VECTOR_COST;
    }

    private static double rows(double total) {
        return total < 1 ? ALL : total;
    }

    /** All live copies that match, with publication date and article id. */
    public Table<?> matches() {
        return rank == null ? table("live_titles({0})", matchQuery()) : table("live_hits({0})", matchQuery());
    }

    /** The ids of all working copies that match. */
    public Table<?> workingMatches() {
        return table("working_hits({0})", matchQuery());
    }

    /** Whether a row of search vectors matches. */
    public Field<Boolean> matches(SearchVectorTable vectors) {
        return field("{0} @@ {1}", SQLDataType.BOOLEAN, rank == null ? vectors.TITLE : vectors.SEARCH, matchQuery());
    }

    /** Inlined instead of bound, so that PostgreSQL plans for these words. */
    private Field<Object> matchQuery() {
        return query(match);
    }

    Field<Object> rankQuery() {
        return query(Objects.requireNonNull(rank));
    }

    private static Field<Object> query(String text) {
        return field("{0}::tsquery", SQLDataType.OTHER, inline(text));
    }
}
