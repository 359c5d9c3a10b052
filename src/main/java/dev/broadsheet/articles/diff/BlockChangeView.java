package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.diff.BlockChange;
import dev.broadsheet.body.diff.BlockChange.Added;
import dev.broadsheet.body.diff.BlockChange.Changed;
import dev.broadsheet.body.diff.BlockChange.Moved;
import dev.broadsheet.body.diff.BlockChange.Removed;
import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The change of one top-level block of a body. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BlockChange", description = "A change of one top-level block, nested blocks included.")
record BlockChangeView(
        @Schema(enumeration = {"added", "removed", "moved", "changed"})
        String op,

        String key,

        @Schema(description = "Index before, from 0; absent if added.") @Nullable
        Integer from,

        @Schema(description = "Index after, from 0; absent if removed.") @Nullable
        Integer to,

        @Schema(description = "changed: true if it also moved.") @Nullable
        Boolean moved,

        @Schema(description = "removed, changed: the block before.", ref = "Block") @Nullable
        JsonNode before,

        @Schema(description = "added, moved, changed: the block after.", ref = "Block") @Nullable
        JsonNode after,

        @Schema(description = "changed: members that differ.", examples = "[\"content\"]") @Nullable
        Set<String> members,

        @Schema(
                description =
                        "changed: its text and the words that differ. Absent if only marks, links or other members differ.")
        @Nullable
        TextChange text) {

    /** The plain text of a block before and after. */
    @Schema(
            name = "TextChange",
            description =
                    "Plain text of a block with all nested blocks, as in body.format=text: items and paragraphs are separated by an empty line, cells by a tab.")
    record TextChange(String before, String after, List<WordChange> words) {}

    static BlockChangeView of(BlockChange change, Locale locale, DiffBudget budget) {
        if (change instanceof Added added) {
            Block block = added.block();
            return new BlockChangeView(
                    "added", block.key(), null, added.to(), null, null, BlockJson.of(block), null, null);
        }
        if (change instanceof Removed removed) {
            Block block = removed.block();
            return new BlockChangeView(
                    "removed", block.key(), removed.from(), null, null, BlockJson.of(block), null, null, null);
        }
        if (change instanceof Moved moved) {
            Block block = moved.block();
            return new BlockChangeView(
                    "moved", block.key(), moved.from(), moved.to(), null, null, BlockJson.of(block), null, null);
        }
        return of((Changed) change, locale, budget);
    }

    private static BlockChangeView of(Changed change, Locale locale, DiffBudget budget) {
        return new BlockChangeView(
                "changed",
                change.after().key(),
                change.from(),
                change.to(),
                change.moved(),
                BlockJson.of(change.before()),
                BlockJson.of(change.after()),
                differing(BodyConverter.block(change.before()), BodyConverter.block(change.after())),
                text(change, locale, budget));
    }

    private static Set<String> differing(ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    private static @Nullable TextChange text(Changed change, Locale locale, DiffBudget budget) {
        String before = text(change.before());
        String after = text(change.after());
        return before.equals(after)
                ? null
                : new TextChange(before, after, WordChange.between(before, after, locale, budget));
    }

    private static String text(Block block) {
        return BodyConverter.toText(new Document(List.of(block)));
    }
}
