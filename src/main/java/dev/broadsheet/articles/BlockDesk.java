package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.Body;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.writes.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes single blocks of a working copy. Each write is a splice into the JSON of the blocks, read again as a whole, so
 * that every rule of a document holds for it as well, and becomes a revision like any other.
 */
@ApplicationScoped
class BlockDesk {

    /** A block as it is after the write. */
    record Block(ObjectNode tree, String key, Outcome outcome) {

        Written made() {
            return Written.made(() -> tree, outcome.etag(), "/api/articles/" + outcome.slug() + "/blocks/" + key)
                    .warning(outcome.warnings())
                    .differing(outcome.diff());
        }

        Written changed() {
            return Written.changed(() -> tree, outcome.etag())
                    .warning(outcome.warnings())
                    .differing(outcome.diff());
        }
    }

    private final NewsDesk desk;

    BlockDesk(NewsDesk desk) {
        this.desk = desk;
    }

    Block insert(String article, JsonNode block, @Nullable String position, Save save) {
        ObjectNode sent = object(block);
        Place.check(position);
        Set<String> before = new HashSet<>();
        Outcome outcome = desk.rewriteBody(
                article,
                blocks -> {
                    Blocks.collectKeys(blocks, before);
                    if (sent.hasNonNull("key")
                            && before.contains(sent.path("key").asText())) {
                        throw new Invalid(Fault.at(
                                "/key", "duplicate-key", "Another block has this key. Leave it out to get one."));
                    }
                    return Place.of(position, blocks, null).insert(blocks, sent);
                },
                save);
        ObjectNode view = outcome.view().get();
        return block(outcome, view, insertedKey(sent, view, before));
    }

    /** Replaces a block, or moves it when a position is given. */
    Block replace(String article, String key, @Nullable JsonNode block, @Nullable String position, Save save) {
        Place.check(position);
        Outcome outcome = desk.rewriteBody(
                article,
                blocks -> {
                    Blocks.Spot spot = Blocks.spot(blocks, key);
                    ObjectNode next = block == null ? spot.block() : keyed(object(block), key);
                    if (position == null) {
                        spot.in().set(spot.index(), next);
                        return blocks;
                    }
                    spot.in().remove(spot.index());
                    return Place.of(position, blocks, key).insert(blocks, next);
                },
                save);
        return block(outcome, outcome.view().get(), key);
    }

    Block patch(String article, String key, JsonNode patch, Save save) {
        Patch.Merge merge = Patch.Merge.of(patch);
        Outcome outcome = desk.rewriteBody(
                article,
                blocks -> {
                    Blocks.Spot spot = Blocks.spot(blocks, key);
                    spot.in().set(spot.index(), keyed(object(merge.applyTo(spot.block())), key));
                    return blocks;
                },
                save);
        return block(outcome, outcome.view().get(), key);
    }

    Outcome remove(String article, String key, Save save) {
        return desk.rewriteBody(
                article,
                blocks -> {
                    Blocks.Spot spot = Blocks.spot(blocks, key);
                    spot.in().remove(spot.index());
                    return blocks;
                },
                save);
    }

    private static Block block(Outcome outcome, ObjectNode view, String key) {
        Blocks.Spot spot = Blocks.search(view.path("body").path("blocks"), key);
        if (spot == null) {
            throw notKept("The body has no such block after the write.");
        }
        return new Block(spot.block(), key, outcome);
    }

    private static Invalid notKept(String detail) {
        return new Invalid(Fault.at("", "empty-block", detail));
    }

    private static ObjectNode keyed(ObjectNode block, String key) {
        if (block.hasNonNull("key") && !block.path("key").asText().equals(key)) {
            throw new Invalid(Fault.at("/key", "key-mismatch", "The URL names another key."));
        }
        return block.deepCopy().put("key", key);
    }

    /** Read by itself first, so that its faults point into what was sent. */
    private static ObjectNode object(@Nullable JsonNode block) {
        if (!(block instanceof ObjectNode sent)) {
            throw new Invalid(Fault.at("", "wrong-type", "A block must be a JSON object."));
        }
        ObjectNode object = sent.deepCopy();
        // Answered with the block, not part of it.
        object.remove("warnings");
        ObjectNode alone = object.objectNode();
        alone.putArray("blocks").add(object);
        try {
            if (Body.read(alone, null).document().blocks().isEmpty()) {
                throw notKept("The block has no content, and a body keeps none without. DELETE removes a block.");
            }
        } catch (Invalid invalid) {
            throw new Invalid(invalid.faults().stream()
                    .map(fault -> Fault.at(
                            String.valueOf(fault.pointer()).replaceFirst("^(/blocks)?/0", ""),
                            fault.code(),
                            fault.detail()))
                    .toList());
        }
        return object;
    }

    /** Footnotes are merged into the block of all footnotes, the last one. */
    private static String insertedKey(ObjectNode sent, ObjectNode view, Set<String> before) {
        JsonNode blocks = view.path("body").path("blocks");
        return sent.path("type").asText().equals("footnotes")
                ? blocks.path(blocks.size() - 1).path("key").asText()
                : newKey(view, before);
    }

    /** The key that was not there before. */
    private static String newKey(ObjectNode view, Set<String> before) {
        Set<String> keys = new LinkedHashSet<>();
        Blocks.collectKeys(view.path("body").path("blocks"), keys);
        keys.removeAll(before);
        return keys.isEmpty() ? "" : keys.iterator().next();
    }

    /** Where a block shall stand: in the list of a neighbour, or in the document's own. */
    private record Place(@Nullable ArrayNode in, int index) {

        private static final String TAKES =
                "position takes start, end, a number from 0, before:KEY and after:KEY of another block.";

        static void check(@Nullable String position) {
            if (position != null && !position.matches("start|end|\\d{1,6}|(before|after):[A-Za-z0-9_-]{1,100}")) {
                throw new BadParameters(List.of(Fault.in("position", "invalid-value", TAKES)));
            }
        }

        static Place of(@Nullable String position, ArrayNode blocks, @Nullable String self) {
            if (position == null || position.equals("end")) {
                return new Place(null, blocks.size());
            }
            if (position.equals("start")) {
                return new Place(null, 0);
            }
            if (position.startsWith("before:") || position.startsWith("after:")) {
                String neighbour = position.substring(position.indexOf(':') + 1);
                if (neighbour.equals(self)) {
                    throw new BadParameters(List.of(Fault.in("position", "invalid-value", TAKES)));
                }
                Blocks.Spot spot = Blocks.spot(blocks, neighbour);
                return new Place(spot.in(), spot.index() + (position.startsWith("after:") ? 1 : 0));
            }
            return new Place(null, Math.min(Integer.parseInt(position), blocks.size()));
        }

        ArrayNode insert(ArrayNode blocks, ObjectNode block) {
            ArrayNode list = in == null ? blocks : in;
            list.insert(index, block);
            return blocks;
        }
    }
}
