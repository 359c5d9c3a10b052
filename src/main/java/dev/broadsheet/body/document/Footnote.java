package dev.broadsheet.body.document;

import java.util.List;

/**
 * One footnote.
 *
 * @param label lower-case letters, digits, {@code -} and {@code _}; unique in the document
 */
public record Footnote(String label, List<Block> blocks) {

    public Footnote {
        blocks = List.copyOf(blocks);
    }
}
