package dev.broadsheet.body.document;

import java.util.List;

/**
 * What an article's body says, free of the format it was written in: blocks in order, footnotes
 * last. Immutable and safe to share between threads. Two bodies say the same when their documents
 * are equal; {@link Keys#none} takes the keys out of the comparison.
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
