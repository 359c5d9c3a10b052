package dev.broadsheet.publications.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * A query as the database takes it, and what it is expected to find.
 *
 * @param match finds the articles of each language in their own
 * @param rank the same without the marks of the languages, which have no place in a text
 * @param configs the languages
 * @param shown in each of them, what is highlighted
 * @param expected how many live copies match, by the database's statistics
 * @param total how many there are; less than one if nobody has counted yet
 */
public record Sought(
        String match, String rank, List<String> configs, List<String> shown, double expected, double total) {

    /** No vector has it. */
    static final String NOTHING = "'~'";

    /** Without bound. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * What it costs to look at one article and unpack its vector, in matches read off the index of words: 15 to 20
     * microseconds to 0.4.
     */
    private static final double LOOK = 40;

    /** And to look up whether a row carries a term: 3 microseconds. */
    private static final double PROBE = 7;

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
        double looks = wanted == ALL ? rows : Math.min(rows, wanted * Math.max(1, rows(total) / Math.max(1, expected)));
        return looks * (LOOK + PROBE * probes) * (filtered ? 10 : 1) > expected * (each() + PROBE * probes);
    }

    /** Where words stand is not in the index: for phrases and for titles, each match is unpacked as well. */
    private double each() {
        return match.indexOf('<') < 0 && !match.contains(":A") && !match.contains(":*A") ? 1 : LOOK;
    }

    private static double rows(double total) {
        return total < 1 ? ALL : total;
    }

    /** Written into the statement, not bound, so that the database plans for these words. */
    public Field<Object> matching() {
        return query(match);
    }

    Field<Object> ranking() {
        return query(rank);
    }

    private static Field<Object> query(String text) {
        return field("{0}::tsquery", SQLDataType.OTHER, inline(text));
    }
}
