package dev.broadsheet.body;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns a key to every block. After an edit, an unchanged block keeps its key wherever it was moved. A changed block
 * takes the key of the most similar old block: one of the 12 that followed its old predecessor, of the same type, with
 * at least half of the words in common. Other blocks get a key derived from their content. A key that the editor sent
 * is kept. The same input always gets the same keys.
 */
public final class BlockKeys {

    private static final int LENGTH = 8;
    private static final int WINDOW = 12;
    private static final double MIN_SIMILARITY = 0.5;
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final List<BlockFingerprint> blocks;
    private final Map<Block, String> keys = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private BlockKeys(List<BlockFingerprint> blocks) {
        this.blocks = blocks;
    }

    /** Returns the document with a key on every block. */
    static Document assign(Document document, @Nullable Document previous) {
        BlockKeys keys = new BlockKeys(BlockFingerprint.ofAll(document));
        keys.reuseSent();
        if (previous != null) {
            keys.reuseUnchanged(BlockFingerprint.ofAll(previous));
        }
        keys.generateMissing();
        return new Document(DocumentTraversal.map(
                document.blocks(), block -> block.with(block.attributes().withKey(keys.of(block)))));
    }

    /**
     * Returns the document without keys. Compare the results to find out whether two documents have the same content.
     */
    public static Document removeAll(Document document) {
        return new Document(DocumentTraversal.map(
                document.blocks(), block -> block.with(block.attributes().withKey(""))));
    }

    private String of(Block block) {
        return keys.getOrDefault(block, "");
    }

    private void reuseSent() {
        for (BlockFingerprint fingerprint : blocks) {
            if (!fingerprint.block().key().isEmpty()
                    && taken.add(fingerprint.block().key())) {
                keys.put(fingerprint.block(), fingerprint.block().key());
            }
        }
    }

    private void reuseUnchanged(List<BlockFingerprint> before) {
        Map<Long, Deque<Integer>> same = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).block().key().isEmpty()) {
                same.computeIfAbsent(before.get(i).hash(), hash -> new ArrayDeque<>())
                        .add(i);
            }
        }
        int[] was = new int[blocks.size()];
        boolean[] gone = new boolean[before.size()];
        for (int i = 0; i < blocks.size(); i++) {
            Deque<Integer> candidates = same.get(blocks.get(i).hash());
            was[i] = -1;
            while (was[i] < 0 && candidates != null && !candidates.isEmpty()) {
                int candidate = candidates.poll();
                gone[candidate] = true;
                was[i] = reuse(i, before.get(candidate)) ? candidate : -1;
            }
        }
        reuseSimilar(before, was, gone);
    }

    private void reuseSimilar(List<BlockFingerprint> before, int[] was, boolean[] gone) {
        Map<Block, Set<String>> words = new IdentityHashMap<>();
        int from = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (was[i] >= 0) {
                from = was[i] + 1;
                continue;
            }
            int best = -1;
            double likeness = MIN_SIMILARITY;
            for (int j = from;
                    j < before.size()
                            && j < from + WINDOW
                            && !keys.containsKey(blocks.get(i).block());
                    j++) {
                double alike = gone[j] ? 0 : blocks.get(i).similarity(before.get(j), words);
                if (alike >= likeness && (best < 0 || alike > likeness)) {
                    best = j;
                    likeness = alike;
                }
            }
            if (best >= 0 && reuse(i, before.get(best))) {
                gone[best] = true;
                from = best + 1;
            }
        }
    }

    private boolean reuse(int i, BlockFingerprint before) {
        Block block = blocks.get(i).block();
        String key = before.block().key();
        if (keys.containsKey(block) || key.isEmpty() || !taken.add(key)) {
            return false;
        }
        keys.put(block, key);
        return true;
    }

    private void generateMissing() {
        // Each of several equal blocks starts from the seed of the previous one and not from its hash, so that
        // thousands of dividers take linear time.
        Map<Long, Long> seeds = new HashMap<>();
        for (BlockFingerprint fingerprint : blocks) {
            if (!keys.containsKey(fingerprint.block())) {
                long seed = seeds.getOrDefault(fingerprint.hash(), fingerprint.hash());
                String key = key(seed);
                while (!taken.add(key)) {
                    seed = BlockFingerprint.mix(seed + 1);
                    key = key(seed);
                }
                seeds.put(fingerprint.hash(), seed);
                keys.put(fingerprint.block(), key);
            }
        }
    }

    private static String key(long hash) {
        StringBuilder key = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key.append(DIGITS.charAt((int) (hash >>> 5 * i & 31)));
        }
        return key.toString();
    }

    static List<String> all(Document document) {
        List<String> all = new ArrayList<>();
        DocumentTraversal.forEachBlock(document.blocks(), block -> all.add(block.key()));
        return all;
    }
}
