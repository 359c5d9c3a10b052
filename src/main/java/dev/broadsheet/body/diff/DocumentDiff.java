package dev.broadsheet.body.diff;

import dev.broadsheet.body.diff.BlockChange.Added;
import dev.broadsheet.body.diff.BlockChange.Changed;
import dev.broadsheet.body.diff.BlockChange.Moved;
import dev.broadsheet.body.diff.BlockChange.Removed;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two documents, block by block.
 *
 * @param changes in the order of the second document; removed blocks come before the blocks that replaced them
 * @param unchanged the number of blocks with the same content and relative position
 */
public record DocumentDiff(List<BlockChange> changes, int unchanged) {

    public DocumentDiff {
        changes = List.copyOf(changes);
    }

    public static DocumentDiff between(Document from, Document to) {
        return new Comparison(from.blocks(), to.blocks()).diff();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns the second document. {@code from} must be the first document of this diff. */
    public Document applyTo(Document from) {
        List<@Nullable Block> stay = new ArrayList<>(from.blocks());
        List<@Nullable Block> placed = new ArrayList<>();
        for (BlockChange change : changes) {
            if (change instanceof Added added) {
                place(placed, added.to(), added.block());
            } else if (change instanceof Removed removed) {
                stay.set(removed.from(), null);
            } else if (change instanceof Moved moved) {
                place(placed, moved.to(), from.blocks().get(moved.from()));
                stay.set(moved.from(), null);
            } else if (change instanceof Changed changed) {
                place(placed, changed.to(), changed.after());
                stay.set(changed.from(), null);
            }
        }
        List<Block> blocks = new ArrayList<>();
        int next = 0;
        for (Block block : stay) {
            if (block != null) {
                next = placedFrom(next, placed, blocks);
                blocks.add(block);
                next++;
            }
        }
        placedFrom(next, placed, blocks);
        return new Document(blocks);
    }

    private static void place(List<@Nullable Block> placed, int at, Block block) {
        while (placed.size() <= at) {
            placed.add(null);
        }
        placed.set(at, block);
    }

    /**
     * Adds the consecutive placed blocks from this position on. Returns the position of the first gap, which the caller
     * fills with an unchanged block.
     */
    private static int placedFrom(int from, List<@Nullable Block> placed, List<Block> blocks) {
        for (int next = from; next < placed.size(); next++) {
            Block block = placed.get(next);
            if (block == null) {
                return next;
            }
            blocks.add(block);
        }
        return Math.max(from, placed.size());
    }

    /** Walks over both documents at once. */
    private static final class Comparison {

        private final List<Block> from;
        private final List<Block> to;
        private final BlockMatching matching;
        private final boolean[] matched;
        private final List<BlockChange> changes = new ArrayList<>();
        private final List<BlockChange> arrived = new ArrayList<>();
        private int next;
        private int unchanged;

        Comparison(List<Block> from, List<Block> to) {
            this.from = from;
            this.to = to;
            this.matching = BlockMatching.of(from, to);
            this.matched = new boolean[from.size()];
        }

        DocumentDiff diff() {
            for (int j = 0; j < to.size(); j++) {
                if (!matching.isNew(j)) {
                    matched[matching.partner(j)] = true;
                }
            }
            for (int j = 0; j < to.size(); j++) {
                if (matching.isNew(j)) {
                    arrived.add(new Added(j, to.get(j)));
                } else if (matching.hasMoved(j)) {
                    arrived.add(moved(matching.partner(j), j));
                } else {
                    gap(matching.partner(j));
                    stayed(matching.partner(j), j);
                }
            }
            gap(from.size());
            return new DocumentDiff(changes, unchanged);
        }

        private BlockChange moved(int i, int j) {
            return from.get(i).equals(to.get(j))
                    ? new Moved(i, j, to.get(j))
                    : new Changed(i, j, true, from.get(i), to.get(j));
        }

        private void stayed(int i, int j) {
            if (from.get(i).equals(to.get(j))) {
                unchanged++;
            } else {
                changes.add(new Changed(i, j, false, from.get(i), to.get(j)));
            }
        }

        /** Adds the removed blocks, then the added and moved ones, between two blocks that stayed. */
        private void gap(int end) {
            for (int i = next; i < end; i++) {
                if (!matched[i]) {
                    changes.add(new Removed(i, from.get(i)));
                }
            }
            next = end + 1;
            changes.addAll(arrived);
            arrived.clear();
        }
    }
}
