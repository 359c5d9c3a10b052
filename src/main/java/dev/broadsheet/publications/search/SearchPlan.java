package dev.broadsheet.publications.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A query as the database takes it, and what it is expected to find.
 *
 * @param match finds the articles of each language in their own
 * @param rank the same without the marks of the languages, which have no place in a text; null if titles alone are
 *     looked at
 * @param configs the languages
 * @param shown in each of them, what is highlighted
 * @param expected how many live copies match, by the database's statistics
 * @param total how many there are; less than one if nobody has counted yet
 * @param reliable whether that is more than a guess: for a word that is not among the frequent ones it is too much
 */
public record SearchPlan(
        String match,
        @Nullable String rank,
        List<String> configs,
        List<String> shown,
        double expected,
        double total,
        boolean reliable) {

    /** No vector has it. */
    static final String NOTHING = "'~'";

    /** Without bound. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * What it costs to look at one article and unpack its vector, in matches read off the index of words. Measured among
     * 400,000 articles of a hundred words: 10 microseconds to 3; of longer ones, both are further apart.
     */
    private static final double VECTOR_COST = 6;

    /** And to look up whether a row carries a term: 3 microseconds. */
    private static final double TERM_PROBE_COST = 1;

    /**
     * Whether to begin with all matches, or else to look at articles in the order of the list until so many have matched.
     * The first costs what the word is frequent, the second what it is rare; neither grows much where it is chosen.
     *
     * @param wanted how many rows of the list are needed
     * @param most to how many rows the list comes down without the search, or {@link #ALL}
     * @param probes how many terms or groups of them each row is asked for
     * @param filtered whether there are conditions that more rows are looked at for
     */
    public boolean beginsWithMatches(int wanted, int most, int probes, boolean filtered) {
        double rows = total < 1 ? most : Math.min(total, most);
        double looks = wanted == ALL || !reliable
                ? rows
                : Math.min(rows, wanted * Math.max(1, rows(total) / Math.max(1, expected)));
        return looks * (VECTOR_COST + TERM_PROBE_COST * probes) * (filtered ? 10 : 1)
                > expected * (matchCost() + TERM_PROBE_COST * probes);
    }

    /** Where words stand is not in the index: for a phrase, each match is unpacked as well. */
    private double matchCost() {
        return match.indexOf('<') < 0 ? 1 : VECTOR_COST;
    }

    private static double rows(double total) {
        return total < 1 ? ALL : total;
    }

    /** All matches, with date and id. */
    public Table<?> matches() {
        return rank == null ? table("live_titles({0})", matchQuery()) : table("live_hits({0})", matchQuery());
    }

    /** Whether a row {@code s} of vectors matches. */
    public Field<Boolean> matches(String s) {
        return field(
                "{0} @@ {1}", SQLDataType.BOOLEAN, field(name(s, rank == null ? "title" : "search")), matchQuery());
    }

    /** Written into the statement, not bound, so that the database plans for these words. */
    public Field<Object> matchQuery() {
        return query(match);
    }

    Field<Object> rankQuery() {
        return query(Objects.requireNonNull(rank));
    }

    private static Field<Object> query(String text) {
        return field("{0}::tsquery", SQLDataType.OTHER, inline(text));
    }
}
