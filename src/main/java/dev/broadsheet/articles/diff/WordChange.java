package dev.broadsheet.articles.diff;

import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.diff.TextDiff;
import dev.broadsheet.body.diff.WordRange;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of words in a text. */
@Schema(name = "WordChange", description = "Changed words of a text. Ranges are in order and don't overlap.")
record WordChange(
        @Schema(enumeration = {"insert", "delete", "replace"})
        String op,

        @Schema(description = "Range in the text before; empty for insert.")
        Stretch before,

        @Schema(description = "Range in the text after; empty for delete.")
        Stretch after) {

    /** A range of a text. */
    @Schema(
            name = "Stretch",
            description = "A range of a text in UTF-16 code units from 0, as in JavaScript; to is exclusive.")
    record Stretch(int from, int to, String text) {

        static Stretch of(WordRange.TextRange stretch) {
            return new Stretch(stretch.from(), stretch.to(), stretch.text());
        }
    }

    static List<WordChange> between(String before, String after, Locale locale, DiffBudget budget) {
        return TextDiff.between(before, after, locale, budget).stream()
                .map(WordChange::of)
                .toList();
    }

    private static WordChange of(WordRange range) {
        String op = range.before().text().isEmpty()
                ? "insert"
                : range.after().text().isEmpty() ? "delete" : "replace";
        return new WordChange(op, Stretch.of(range.before()), Stretch.of(range.after()));
    }
}
