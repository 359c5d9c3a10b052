package dev.broadsheet.body.document;

import java.util.List;

/**
 * The content of an article's body, independent of its source format: blocks in order, footnotes last. Immutable and
 * thread-safe. Two bodies have the same content if their documents are equal; {@code BlockKeys.removeAll} excludes the
 * keys from the comparison.
 */
public record Document(List<Block> blocks) {

    public static final Document EMPTY = new Document(List.of());

    public Document {
        blocks = List.copyOf(blocks);
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }
}
