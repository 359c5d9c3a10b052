package dev.broadsheet.body.diff;

import dev.broadsheet.body.document.Block;

/** The change of one top-level block of a document. Positions count from 0. */
public sealed interface BlockChange {

    /** The block was added. */
    record Added(int to, Block block) implements BlockChange {}

    /** The block was removed. */
    record Removed(int from, Block block) implements BlockChange {}

    /** The position relative to the blocks that stayed is different; the block is otherwise unchanged. */
    record Moved(int from, int to, Block block) implements BlockChange {}

    /**
     * The content was changed.
     *
     * @param moved whether the block was moved as well; a difference between {@code from} and {@code to} doesn't imply
     *     a move, because blocks before it may have been added or removed
     */
    record Changed(int from, int to, boolean moved, Block before, Block after) implements BlockChange {}
}
