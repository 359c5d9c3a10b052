package dev.broadsheet.body.document;

import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Traverses documents, so that callers needn't know which block types contain other blocks.
 * {@link BodyLimits#MAX_DEPTH} bounds the recursion.
 */
public final class DocumentTraversal {

    private DocumentTraversal() {}

    /** Visits every block; nested blocks follow the block that contains them. */
    public static void forEachBlock(List<? extends Block> blocks, Consumer<Block> visitor) {
        for (Block block : blocks) {
            visitor.accept(block);
            forEachChildList(block, children -> forEachBlock(children, visitor));
        }
    }

    /** Visits every line of marked text of a block, without the lines of nested blocks. */
    public static void forEachLine(Block block, Consumer<List<Inline>> visitor) {
        if (block instanceof Paragraph paragraph) {
            visitor.accept(paragraph.content());
        } else if (block instanceof Heading heading) {
            visitor.accept(heading.content());
        } else if (block instanceof Table table) {
            table.header().forEach(cell -> visitor.accept(cell.content()));
            for (Row row : table.rows()) {
                for (Cell cell : row.cells()) {
                    visitor.accept(cell.content());
                }
            }
        } else if (block instanceof Definitions definitions) {
            definitions.entries().forEach(entry -> visitor.accept(entry.term()));
        }
    }

    /** Returns the block with every line of its marked text replaced by the operator, without those of nested blocks. */
    public static Block mapLines(Block block, UnaryOperator<List<Inline>> change) {
        if (block instanceof Paragraph paragraph) {
            return new Paragraph(paragraph.attributes(), change.apply(paragraph.content()));
        }
        if (block instanceof Heading heading) {
            return new Heading(heading.attributes(), heading.level(), heading.id(), change.apply(heading.content()));
        }
        if (block instanceof Table table) {
            UnaryOperator<List<Cell>> cells = row -> row.stream()
                    .map(cell -> new Cell(change.apply(cell.content())))
                    .toList();
            return new Table(
                    table.attributes(),
                    table.columns(),
                    cells.apply(table.header()),
                    table.rows().stream()
                            .map(row -> new Row(cells.apply(row.cells())))
                            .toList(),
                    table.rowHeaders());
        }
        if (block instanceof Definitions definitions) {
            return new Definitions(
                    definitions.attributes(),
                    definitions.entries().stream()
                            .map(entry -> new Definition(change.apply(entry.term()), entry.blocks()))
                            .toList());
        }
        return block;
    }

    /** Visits the lists of blocks that are direct children of a block. */
    public static void forEachChildList(Block block, Consumer<List<Block>> visitor) {
        if (block instanceof Listing listing) {
            listing.items().forEach(item -> visitor.accept(item.blocks()));
        } else if (block instanceof Quote quote) {
            visitor.accept(quote.blocks());
        } else if (block instanceof Gallery gallery) {
            visitor.accept(List.copyOf(gallery.images()));
        } else if (block instanceof Definitions definitions) {
            definitions.entries().forEach(entry -> visitor.accept(entry.blocks()));
        } else if (block instanceof Footnotes footnotes) {
            footnotes.notes().forEach(note -> visitor.accept(note.blocks()));
        }
    }

    /**
     * Returns the blocks with each block replaced by the operator, before its nested blocks are. The operator must keep
     * the type of the block.
     */
    public static List<Block> map(List<Block> blocks, UnaryOperator<Block> change) {
        List<Block> out = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            out.add(mapChildren(change.apply(block), change));
        }
        return out;
    }

    private static Block mapChildren(Block block, UnaryOperator<Block> change) {
        if (block instanceof Listing listing) {
            List<Item> items = new ArrayList<>(listing.items().size());
            listing.items().forEach(item -> items.add(new Item(item.checked(), map(item.blocks(), change))));
            return new Listing(listing.attributes(), listing.ordered(), listing.start(), items);
        }
        if (block instanceof Quote quote) {
            return new Quote(quote.attributes(), map(quote.blocks(), change), quote.citation(), quote.url());
        }
        if (block instanceof Gallery gallery) {
            List<Image> images = new ArrayList<>(gallery.images().size());
            gallery.images().forEach(image -> images.add((Image) change.apply(image)));
            return new Gallery(gallery.attributes(), images, gallery.caption());
        }
        if (block instanceof Definitions definitions) {
            List<Definition> entries = new ArrayList<>(definitions.entries().size());
            definitions
                    .entries()
                    .forEach(entry -> entries.add(new Definition(entry.term(), map(entry.blocks(), change))));
            return new Definitions(definitions.attributes(), entries);
        }
        if (block instanceof Footnotes footnotes) {
            List<Footnote> notes = new ArrayList<>(footnotes.notes().size());
            footnotes.notes().forEach(note -> notes.add(new Footnote(note.label(), map(note.blocks(), change))));
            return new Footnotes(footnotes.attributes(), notes);
        }
        return block;
    }
}
