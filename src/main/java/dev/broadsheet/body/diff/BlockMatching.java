package dev.broadsheet.body.diff;

import dev.broadsheet.body.BlockKeys;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches the blocks of two documents: by key, and blocks without a match by key to the first block with the same
 * content. The longest possible sequence of pairs counts as in order; the other pairs have moved. O(n log n) for n
 * blocks.
 */
final class BlockMatching {

    private static final int NONE = -1;

    private final int[] partners;
    private final boolean[] inOrder;

    private BlockMatching(int[] partners) {
        this.partners = partners;
        this.inOrder = longestIncreasing(partners);
    }

    static BlockMatching of(List<Block> from, List<Block> to) {
        int[] partners = new int[to.size()];
        Arrays.fill(partners, NONE);
        boolean[] taken = new boolean[from.size()];
        byKey(from, to, partners, taken);
        byContent(from, to, partners, taken);
        return new BlockMatching(partners);
    }

    boolean isNew(int to) {
        return partners[to] == NONE;
    }

    /** The position of the block in the first document. */
    int partner(int to) {
        return partners[to];
    }

    boolean hasMoved(int to) {
        return !inOrder[to];
    }

    private static void byKey(List<Block> from, List<Block> to, int[] partners, boolean[] taken) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            if (!from.get(i).key().isEmpty()) {
                places.put(from.get(i).key(), i);
            }
        }
        for (int j = 0; j < partners.length; j++) {
            Integer place = places.get(to.get(j).key());
            if (place != null) {
                partners[j] = place;
                taken[place] = true;
            }
        }
    }

    private static void byContent(List<Block> from, List<Block> to, int[] partners, boolean[] taken) {
        Map<Document, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            if (!taken[i]) {
                places.computeIfAbsent(withoutKey(from.get(i)), any -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (int j = 0; j < partners.length && !places.isEmpty(); j++) {
            Deque<Integer> same = partners[j] == NONE ? places.get(withoutKey(to.get(j))) : null;
            if (same != null && !same.isEmpty()) {
                partners[j] = same.remove();
            }
        }
    }

    private static Document withoutKey(Block block) {
        return BlockKeys.removeAll(new Document(List.of(block)));
    }

    /**
     * Finds the longest increasing subsequence by patience sorting. Because each block has one partner, it is also the
     * longest common subsequence; the general algorithm for that would take quadratic time for a body in reverse order.
     */
    private static boolean[] longestIncreasing(int[] partners) {
        int[] tops = new int[partners.length];
        int[] before = new int[partners.length];
        int piles = 0;
        for (int j = 0; j < partners.length; j++) {
            if (partners[j] != NONE) {
                int pile = pile(partners, tops, piles, partners[j]);
                before[j] = pile == 0 ? NONE : tops[pile - 1];
                tops[pile] = j;
                piles = Math.max(piles, pile + 1);
            }
        }
        boolean[] rises = new boolean[partners.length];
        for (int j = piles == 0 ? NONE : tops[piles - 1]; j != NONE; j = before[j]) {
            rises[j] = true;
        }
        return rises;
    }

    /** Returns the first pile with a larger top, by binary search. */
    private static int pile(int[] partners, int[] tops, int piles, int value) {
        int low = 0;
        int high = piles;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (partners[tops[middle]] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
