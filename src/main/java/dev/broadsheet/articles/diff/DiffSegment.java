package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.diff.TextDiff;
import dev.broadsheet.body.diff.WordRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A segment of text on the diff page: inserted, deleted or unchanged.
 *
 * @param kind the HTML element for it; empty if unchanged
 */
record DiffSegment(String kind, String text) {

    static DiffSegment inserted(String text) {
        return new DiffSegment("ins", text);
    }

    static DiffSegment deleted(String text) {
        return new DiffSegment("del", text);
    }

    static DiffSegment unchanged(String text) {
        return new DiffSegment("", text);
    }

    /** Segments of the text, with deleted and inserted words in their places. */
    static List<DiffSegment> of(String before, String after, Locale locale, DiffBudget budget) {
        List<DiffSegment> pieces = new ArrayList<>();
        int next = 0;
        for (WordRange range : TextDiff.between(before, after, locale, budget)) {
            add(pieces, unchanged(before.substring(next, range.before().from())));
            add(pieces, deleted(range.before().text()));
            add(pieces, inserted(range.after().text()));
            next = range.before().to();
        }
        add(pieces, unchanged(before.substring(next)));
        return pieces;
    }

    static List<DiffSegment> of(MemberChange change, Locale locale, DiffBudget budget) {
        JsonNode before = change.before();
        JsonNode after = change.after();
        if (change.words() != null && before != null && after != null) {
            return of(before.textValue(), after.textValue(), locale, budget);
        }
        List<DiffSegment> pieces = new ArrayList<>();
        if (change.added() != null && change.removed() != null && after != null) {
            change.removed().forEach(entry -> addEntry(pieces, deleted(displayText(entry))));
            after.forEach(entry -> addEntry(
                    pieces,
                    change.added().contains(entry) ? inserted(displayText(entry)) : unchanged(displayText(entry))));
            return pieces;
        }
        add(pieces, deleted(before == null ? "" : displayText(before)));
        add(pieces, inserted(after == null ? "" : displayText(after)));
        return pieces;
    }

    private static void add(List<DiffSegment> pieces, DiffSegment segment) {
        if (!segment.text().isEmpty()) {
            pieces.add(segment);
        }
    }

    private static void addEntry(List<DiffSegment> pieces, DiffSegment segment) {
        if (!pieces.isEmpty()) {
            pieces.add(unchanged(", "));
        }
        pieces.add(segment);
    }

    /** The name or title of a term or article, otherwise the value itself. */
    private static String displayText(@Nullable JsonNode value) {
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
