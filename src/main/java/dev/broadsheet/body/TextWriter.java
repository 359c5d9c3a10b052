package dev.broadsheet.body;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Embed;
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
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a document as plain text without markup: one paragraph per block or table row, separated by blank lines. */
final class TextWriter {

    private final StringBuilder out = new StringBuilder();

    private TextWriter() {}

    static String write(Document document) {
        TextWriter writer = new TextWriter();
        writer.blocks(document.blocks());
        return writer.out.toString();
    }

    /** Returns a line of marked text as plain text, with line breaks as line ends. */
    static String line(List<Inline> content) {
        StringBuilder line = new StringBuilder();
        for (Inline inline : content) {
            if (inline instanceof Text text) {
                line.append(text.text());
            } else if (!(inline instanceof NoteReference)) {
                line.append('\n');
            }
        }
        return line.toString();
    }

    private void blocks(List<? extends Block> blocks) {
        blocks.forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            add(line(paragraph.content()));
        } else if (block instanceof Heading heading) {
            add(line(heading.content()));
        } else if (block instanceof Listing listing) {
            for (Item item : listing.items()) {
                blocks(item.blocks());
            }
        } else if (block instanceof Quote quote) {
            blocks(quote.blocks());
            add(quote.citation());
        } else if (block instanceof Image image) {
            add(image.caption() == null ? image.alt() : image.caption());
        } else if (block instanceof Gallery gallery) {
            blocks(gallery.images());
            add(gallery.caption());
        } else if (block instanceof Embed embed) {
            add(embed.title());
        } else if (block instanceof Table table) {
            row(table.header());
            for (Row row : table.rows()) {
                row(row.cells());
            }
        } else if (block instanceof Code code) {
            add(code.text());
        } else if (block instanceof Definitions definitions) {
            for (Definition entry : definitions.entries()) {
                add(line(entry.term()));
                blocks(entry.blocks());
            }
        } else if (block instanceof Footnotes footnotes) {
            for (Footnote note : footnotes.notes()) {
                blocks(note.blocks());
            }
        }
    }

    private void row(List<Cell> cells) {
        StringBuilder row = new StringBuilder();
        for (Cell cell : cells) {
            row.append(row.isEmpty() ? "" : "\t").append(line(cell.content()).replace('\n', ' '));
        }
        add(row.toString());
    }

    private void add(@Nullable String paragraph) {
        if (paragraph != null && !paragraph.isBlank()) {
            out.append(out.isEmpty() ? "" : "\n\n").append(paragraph);
        }
    }
}
