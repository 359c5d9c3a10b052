package dev.broadsheet.body.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.GeneratedDocument;
import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A document and a random edit of it: blocks dropped, moved, duplicated, added, and reworded at any depth.
 *
 * @param before with keys
 * @param after with the keys that the edit left
 */
record GeneratedEdit(Document before, Document after) {

    /** Generates an edit. The same arguments yield the same edit. */
    static GeneratedEdit of(long seed, int size) {
        Document before = BodyConverter.read(BodyConverter.blocks(GeneratedDocument.of(seed, size)), null)
                .document();
        Random random = new Random(seed + 1);
        List<JsonNode> blocks = new ArrayList<>();
        BodyConverter.blocks(before).forEach(block -> edit(block, blocks, random));
        BodyConverter.blocks(GeneratedDocument.of(seed + 2, size)).forEach(block -> {
            if (random.nextInt(3) == 0 && !isNotes(block)) {
                blocks.add(random.nextInt(blocks.size() + 1), block);
            }
        });
        if (random.nextBoolean()) {
            Collections.shuffle(blocks, random);
        }
        ArrayNode sent = JsonNodeFactory.instance.arrayNode().addAll(blocks);
        sent.findParents("key").forEach(block -> ((ObjectNode) block).remove("key"));
        return new GeneratedEdit(before, BodyConverter.read(sent, before).document());
    }

    private static void edit(JsonNode block, List<JsonNode> blocks, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> {
                blocks.add(block.deepCopy());
                if (!isNotes(block)) {
                    blocks.add(block.deepCopy());
                }
            }
            case 2 -> blocks.add(reworded(block.deepCopy(), random));
            default -> blocks.add(block.deepCopy());
        }
    }

    /** Whether a block is the footnotes block, which a document has only once. */
    private static boolean isNotes(JsonNode block) {
        return block.path("type").asText().equals("footnotes");
    }

    private static JsonNode reworded(JsonNode block, Random random) {
        block.findParents("text").forEach(run -> {
            if (run.path("type").asText().equals("text")) {
                ((ObjectNode) run)
                        .set("text", TextNode.valueOf(reworded(run.path("text").asText(), random)));
            }
        });
        return block;
    }

    private static String reworded(String text, Random random) {
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        return text.substring(0, at) + " another word" + text.substring(at);
    }
}
