package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
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
@Schema(
        name = "BlockChange",
        description =
                "What happened to one block at the top of the body; those inside lists, quotes and the like are told with it.")
record BlockChangeView(
        @Schema(enumeration = {"added", "removed", "moved", "changed"})
        String op,

        String key,

        @Schema(description = "Its place before, from 0; absent if added.") @Nullable
        Integer from,

        @Schema(description = "Its place after, from 0; absent if removed.") @Nullable
        Integer to,

        @Schema(description = "Of one that changed: whether it stands elsewhere among its neighbours as well.")
        @Nullable
        Boolean moved,

        @Schema(description = "The block that was removed, or as it was before it changed.", ref = "Block") @Nullable
        ObjectNode before,

        @Schema(description = "The block that was added or moved, or as it is changed.", ref = "Block") @Nullable
        ObjectNode after,

        @Schema(description = "Of one that changed: which members of the block differ.", examples = "[\"content\"]")
        @Nullable
        Set<String> members,

        @Schema(
                description =
                        "Of one that changed: what it says, and which words of that differ. Absent if it says the same, only with other marks, links or other members.")
        @Nullable
        TextChange text) {

    /** The plain text of a block before and after. */
    @Schema(
            name = "TextChange",
            description =
                    "The plain text of a block, all inside it included, as body.format=text has it: items and paragraphs parted by an empty line, cells by a tabulator.")
    record TextChange(String before, String after, List<WordChange> words) {}

    static BlockChangeView of(BlockChange change, Locale locale, DiffBudget budget) {
        if (change instanceof Added added) {
            Block block = added.block();
            return new BlockChangeView(
                    "added", block.key(), null, added.to(), null, null, BodyConverter.block(block), null, null);
        }
        if (change instanceof Removed removed) {
            Block block = removed.block();
            return new BlockChangeView(
                    "removed", block.key(), removed.from(), null, null, BodyConverter.block(block), null, null, null);
        }
        if (change instanceof Moved moved) {
            Block block = moved.block();
            return new BlockChangeView(
                    "moved", block.key(), moved.from(), moved.to(), null, null, BodyConverter.block(block), null, null);
        }
        return of((Changed) change, locale, budget);
    }

    private static BlockChangeView of(Changed change, Locale locale, DiffBudget budget) {
        ObjectNode before = BodyConverter.block(change.before());
        ObjectNode after = BodyConverter.block(change.after());
        return new BlockChangeView(
                "changed",
                change.after().key(),
                change.from(),
                change.to(),
                change.moved(),
                before,
                after,
                differing(before, after),
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
