package dev.broadsheet.body.diff;

import dev.broadsheet.body.document.Block;

/** What happened to one block at the top of a document. Places count from 0. */
public sealed interface BlockChange {

    /** It is new. */
    record Added(int to, Block block) implements BlockChange {}

    /** It is gone. */
    record Removed(int from, Block block) implements BlockChange {}

    /** It stands elsewhere among those that stayed, and is otherwise as it was. */
    record Moved(int from, int to, Block block) implements BlockChange {}

    /**
     * It says something else.
     *
     * @param moved whether it stands elsewhere as well; different places alone don't say so, because blocks before it
     *     may have come or gone
     */
    record Changed(int from, int to, boolean moved, Block before, Block after) implements BlockChange {}
}
