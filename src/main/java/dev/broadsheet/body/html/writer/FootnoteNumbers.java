package dev.broadsheet.body.html.writer;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Footnote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The visible numbers of footnotes, and the references that were written already. */
public final class FootnoteNumbers {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> written = new HashSet<>();

    private FootnoteNumbers() {}

    public static FootnoteNumbers of(Document document) {
        FootnoteNumbers numbers = new FootnoteNumbers();
        List<Block> blocks = document.blocks();
        if (!blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof Footnotes footnotes) {
            for (Footnote note : footnotes.notes()) {
                numbers.numbers.put(note.label(), numbers.numbers.size() + 1);
            }
        }
        return numbers;
    }

    int of(String label) {
        return numbers.getOrDefault(label, 0);
    }

    /**
     * Whether this is the first reference to the footnote; the call records it. Only the first reference gets the id.
     */
    boolean isFirstReference(String label) {
        return written.add(label);
    }
}
