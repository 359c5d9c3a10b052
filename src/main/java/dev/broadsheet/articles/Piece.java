package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.diff.Effort;
import dev.broadsheet.body.diff.TextDiff;
import dev.broadsheet.body.diff.WordRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text on a page that shows a diff: it came, it went, or it stayed.
 *
 * @param kind the HTML element for it; empty if it stayed
 */
record Piece(String kind, String text) {

    static Piece came(String text) {
        return new Piece("ins", text);
    }

    static Piece went(String text) {
        return new Piece("del", text);
    }

    static Piece stayed(String text) {
        return new Piece("", text);
    }

    /** A text with what went and what came in their places. */
    static List<Piece> of(String before, String after, Locale locale, Effort effort) {
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        for (WordRange range : TextDiff.between(before, after, locale, effort)) {
            add(pieces, stayed(before.substring(next, range.before().from())));
            add(pieces, went(range.before().text()));
            add(pieces, came(range.after().text()));
            next = range.before().to();
        }
        add(pieces, stayed(before.substring(next)));
        return pieces;
    }

    static List<Piece> of(MemberChange change, Locale locale, Effort effort) {
        JsonNode before = change.before();
        JsonNode after = change.after();
        if (change.words() != null && before != null && after != null) {
            return of(before.textValue(), after.textValue(), locale, effort);
        }
        List<Piece> pieces = new ArrayList<>();
        if (change.added() != null && change.removed() != null && after != null) {
            change.removed().forEach(entry -> addEntry(pieces, went(shown(entry))));
            after.forEach(entry ->
                    addEntry(pieces, change.added().contains(entry) ? came(shown(entry)) : stayed(shown(entry))));
            return pieces;
        }
        add(pieces, went(before == null ? "" : shown(before)));
        add(pieces, came(after == null ? "" : shown(after)));
        return pieces;
    }

    private static void add(List<Piece> pieces, Piece piece) {
        if (!piece.text().isEmpty()) {
            pieces.add(piece);
        }
    }

    private static void addEntry(List<Piece> pieces, Piece piece) {
        if (!pieces.isEmpty()) {
            pieces.add(stayed(", "));
        }
        pieces.add(piece);
    }

    /** What a person knows it by. */
    private static String shown(@Nullable JsonNode value) {
        if (value == null || value.isValueNode()) {
            return value == null ? "" : value.asText();
        }
        for (String name : new String[] {"name", "title"}) {
            if (value.path(name).isTextual() && value.has("slug")) {
                return value.path(name).textValue();
            }
        }
        return value.toString();
    }
}
