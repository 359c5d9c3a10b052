package dev.broadsheet.articles.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.editing.ArticleResult;
import dev.broadsheet.articles.editing.ArticleService;
import dev.broadsheet.articles.editing.Patch;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.writes.WriteResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes single blocks of a working copy. Each write changes the JSON of the blocks and parses the whole body again, so
 * all rules for a body apply. It stores a revision as any other write does.
 */
@ApplicationScoped
class BlockService {

    /** A block after the write. */
    record BlockResult(ObjectNode tree, String key, ArticleResult articleResult) {

        WriteResult toCreatedResult() {
            return WriteResult.created(
                            () -> tree,
                            articleResult.etag(),
                            "/api/articles/" + articleResult.slug() + "/blocks/" + key)
                    .withWarnings(articleResult.warnings())
                    .withDiff(articleResult.diff());
        }

        WriteResult toUpdatedResult() {
            return WriteResult.updated(() -> tree, articleResult.etag())
                    .withWarnings(articleResult.warnings())
                    .withDiff(articleResult.diff());
        }
    }

    private final ArticleService articleService;

    BlockService(ArticleService articleService) {
        this.articleService = articleService;
    }

    BlockResult insert(String article, JsonNode block, @Nullable String position, RevisionOptions options) {
        ObjectNode sent = parseBlock(block);
        InsertPosition.check(position);
        Set<String> before = new HashSet<>();
        ArticleResult articleResult = articleService.rewriteBody(
                article,
                blocks -> {
                    Blocks.collectKeys(blocks, before);
                    if (sent.hasNonNull("key")
                            && before.contains(sent.path("key").asText())) {
                        throw new ValidationProblem(Fault.at(
                                "/key", "duplicate-key", "Another block has this key. Leave it out to get one."));
                    }
                    return InsertPosition.of(position, blocks, null).insert(blocks, sent);
                },
                options);
        ObjectNode view = articleResult.view().get();
        return block(articleResult, view, insertedKey(sent, view, before));
    }

    /** Replaces the block unless {@code block} is null, and moves it if a position is given. */
    BlockResult replace(
            String article, String key, @Nullable JsonNode block, @Nullable String position, RevisionOptions options) {
        InsertPosition.check(position);
        ArticleResult articleResult = articleService.rewriteBody(
                article,
                blocks -> {
                    Blocks.BlockPosition blockPosition = Blocks.locate(blocks, key);
                    ObjectNode next = block == null ? blockPosition.block() : withKey(parseBlock(block), key);
                    if (position == null) {
                        blockPosition.siblings().set(blockPosition.index(), next);
                        return blocks;
                    }
                    blockPosition.siblings().remove(blockPosition.index());
                    return InsertPosition.of(position, blocks, key).insert(blocks, next);
                },
                options);
        return block(articleResult, articleResult.view().get(), key);
    }

    BlockResult patch(String article, String key, JsonNode patch, RevisionOptions options) {
        Patch.Merge merge = Patch.Merge.of(patch);
        ArticleResult articleResult = articleService.rewriteBody(
                article,
                blocks -> {
                    Blocks.BlockPosition blockPosition = Blocks.locate(blocks, key);
                    blockPosition
                            .siblings()
                            .set(blockPosition.index(), withKey(parseBlock(merge.applyTo(blockPosition.block())), key));
                    return blocks;
                },
                options);
        return block(articleResult, articleResult.view().get(), key);
    }

    ArticleResult remove(String article, String key, RevisionOptions options) {
        return articleService.rewriteBody(
                article,
                blocks -> {
                    Blocks.BlockPosition blockPosition = Blocks.locate(blocks, key);
                    blockPosition.siblings().remove(blockPosition.index());
                    return blocks;
                },
                options);
    }

    private static BlockResult block(ArticleResult articleResult, ObjectNode view, String key) {
        Blocks.BlockPosition blockPosition = Blocks.search(view.path("body").path("blocks"), key);
        if (blockPosition == null) {
            throw emptyBlock("The body has no such block after the write.");
        }
        return new BlockResult(blockPosition.block(), key, articleResult);
    }

    private static ValidationProblem emptyBlock(String detail) {
        return new ValidationProblem(Fault.at("", "empty-block", detail));
    }

    private static ObjectNode withKey(ObjectNode block, String key) {
        if (block.hasNonNull("key") && !block.path("key").asText().equals(key)) {
            throw new ValidationProblem(Fault.at("/key", "key-mismatch", "The URL names another key."));
        }
        return block.deepCopy().put("key", key);
    }

    /** Parses the block alone first, so that fault pointers refer to the request body. */
    private static ObjectNode parseBlock(@Nullable JsonNode block) {
        if (!(block instanceof ObjectNode sent)) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "A block must be a JSON object."));
        }
        ObjectNode object = sent.deepCopy();
        // Only responses have warnings. A client may send them back.
        object.remove("warnings");
        ObjectNode alone = object.objectNode();
        alone.putArray("blocks").add(object);
        try {
            if (BodyConverter.read(alone, null).document().blocks().isEmpty()) {
                throw emptyBlock("The block has no content, and a body keeps none without. DELETE removes a block.");
            }
        } catch (ValidationProblem invalid) {
            throw new ValidationProblem(invalid.faults().stream()
                    .map(fault -> Fault.at(
                            String.valueOf(fault.pointer()).replaceFirst("^(/blocks)?/0", ""),
                            fault.code(),
                            fault.detail()))
                    .toList());
        }
        return object;
    }

    /** The key of the inserted block. Footnotes are merged into the footnotes block at the end of the body. */
    private static String insertedKey(ObjectNode sent, ObjectNode view, Set<String> before) {
        JsonNode blocks = view.path("body").path("blocks");
        return sent.path("type").asText().equals("footnotes")
                ? blocks.path(blocks.size() - 1).path("key").asText()
                : newKey(view, before);
    }

    /** The first key that {@code before} doesn't contain; an empty text if there is none. */
    private static String newKey(ObjectNode view, Set<String> before) {
        Set<String> keys = new LinkedHashSet<>();
        Blocks.collectKeys(view.path("body").path("blocks"), keys);
        keys.removeAll(before);
        return keys.isEmpty() ? "" : keys.iterator().next();
    }

    /** The insert position of a block: an index in a neighbour's list or in the top-level list. */
    private record InsertPosition(@Nullable ArrayNode siblings, int index) {

        private static final String ACCEPTED =
                "position takes start, end, a number from 0, before:KEY and after:KEY of another block.";

        static void check(@Nullable String position) {
            if (position != null && !position.matches("start|end|\\d{1,6}|(before|after):[A-Za-z0-9_-]{1,100}")) {
                throw new ParameterProblem(List.of(Fault.in("position", "invalid-value", ACCEPTED)));
            }
        }

        static InsertPosition of(@Nullable String position, ArrayNode blocks, @Nullable String self) {
            if (position == null || position.equals("end")) {
                return new InsertPosition(null, blocks.size());
            }
            if (position.equals("start")) {
                return new InsertPosition(null, 0);
            }
            if (position.startsWith("before:") || position.startsWith("after:")) {
                String neighbour = position.substring(position.indexOf(':') + 1);
                if (neighbour.equals(self)) {
                    throw new ParameterProblem(List.of(Fault.in("position", "invalid-value", ACCEPTED)));
                }
                Blocks.BlockPosition blockPosition = Blocks.locate(blocks, neighbour);
                return new InsertPosition(
                        blockPosition.siblings(), blockPosition.index() + (position.startsWith("after:") ? 1 : 0));
            }
            return new InsertPosition(null, Math.min(Integer.parseInt(position), blocks.size()));
        }

        ArrayNode insert(ArrayNode blocks, ObjectNode block) {
            ArrayNode list = siblings == null ? blocks : siblings;
            list.insert(index, block);
            return blocks;
        }
    }
}
