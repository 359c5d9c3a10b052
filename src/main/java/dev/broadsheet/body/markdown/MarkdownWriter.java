package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Divider;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.EmbedProvider;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.html.writer.FootnoteNumbers;
import dev.broadsheet.body.html.writer.HtmlWriter;
import dev.broadsheet.body.normalization.Slug;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes Markdown that {@link MarkdownReader} reads as the same document. Content without Markdown syntax (a quote's
 * citation, galleries, definitions, titled embeds, row headings of a table, direction and language) is written as one
 * line of HTML.
 *
 * <p>One instance writes one document, on one thread.
 */
public final class MarkdownWriter {

    private final LibraryImages images;
    private final FootnoteNumbers numbers;
    private final PrefixedLineWriter lines = new PrefixedLineWriter();
    private final InlineMarkdownWriter inline = new InlineMarkdownWriter(lines);
    private int inItems;

    private MarkdownWriter(Document document, LibraryImages images) {
        this.images = images;
        this.numbers = FootnoteNumbers.of(document);
    }

    public static String write(Document document, LibraryImages images) {
        MarkdownWriter writer = new MarkdownWriter(document, images);
        writer.blocks(images.complete(document).blocks(), false);
        return writer.lines.toString();
    }

    /**
     * @param item whether these are the blocks of a list item, where a list may follow a paragraph without a blank line
     */
    private void blocks(List<Block> blocks, boolean item) {
        boolean flipped = false;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Block before = i > 0 ? blocks.get(i - 1) : null;
            flipped = !flipped && isNativeList(before) && isNativeList(block) && ordered(before) == ordered(block);
            if (before != null && !(item && i == 1 && isClose(before, block))) {
                lines.blankLine();
            }
            block(block, item && i == 0, flipped);
        }
    }

    private static boolean ordered(@Nullable Block block) {
        return block instanceof Listing listing && listing.ordered();
    }

    private boolean isNativeList(@Nullable Block block) {
        return block instanceof Listing listing && isNative(listing, false);
    }

    /**
     * Whether a list can follow a paragraph without a blank line: in CommonMark a list interrupts a paragraph only if
     * it starts at 1 and its first item isn't empty.
     */
    private boolean isClose(Block before, Block block) {
        return before instanceof Paragraph paragraph
                && before.attributes().isPlain()
                && !isLikeDefinition(paragraph.content())
                && block instanceof Listing listing
                && isNative(listing, false)
                && listing.start() == 1
                && !listing.items().get(0).blocks().isEmpty();
    }

    private void block(Block block, boolean first, boolean flipped) {
        if (block instanceof Image image) {
            image(image);
        } else if (block instanceof Heading heading) {
            heading(heading);
        } else if (block instanceof Footnotes footnotes) {
            footnotes(footnotes);
        } else if (!block.attributes().isPlain()) {
            html(block);
        } else if (block instanceof Paragraph paragraph && !isLikeDefinition(paragraph.content())) {
            lines.beginLine();
            inline.paragraph(paragraph.content());
            lines.endLine();
        } else if (block instanceof Listing listing && isNative(listing, first)) {
            listing(listing, flipped);
        } else if (block instanceof Quote quote && quote.citation() == null && quote.url() == null) {
            int before = lines.pushPrefix("> ", "> ");
            blocks(quote.blocks(), false);
            lines.popPrefix(before);
        } else if (block instanceof Embed embed && embed.title() == null && embed.provider() != EmbedProvider.LINK) {
            lines.beginLine().append('<').append(embed.url()).append('>');
            lines.endLine();
        } else if (block instanceof Table table && !table.rowHeaders()) {
            table(table);
        } else if (block instanceof Code code && !(inItems > 0 && hasBlankLine(code.text()))) {
            code(code);
        } else if (block instanceof Divider) {
            lines.beginLine().append("***");
            lines.endLine();
        } else {
            html(block);
        }
    }

    /**
     * Whether the paragraph would be parsed as a link reference definition: it begins with a link, and code in it
     * contains the end of a definition.
     */
    private static boolean isLikeDefinition(List<Inline> content) {
        boolean linked = content.get(0) instanceof Text first && first.marks().link() != null;
        return linked
                && content.stream()
                        .anyMatch(inline -> inline instanceof Text text
                                && text.marks().has(Mark.CODE)
                                && text.text().contains("]:"));
    }

    private void html(Block block) {
        lines.beginLine().append(HtmlWriter.line(block, images, numbers));
        lines.endLine();
    }

    private void heading(Heading heading) {
        lines.beginLine().append("######", 0, heading.level()).append(' ');
        inline.oneLine(heading.content());
        boolean derived = heading.id().equals(Slug.id(Slug.of(heading.content())));
        if (!derived || !heading.attributes().isPlain()) {
            StringBuilder braces = new StringBuilder();
            if (!derived) {
                braces.append(" #").append(heading.id());
            }
            attributes(heading.attributes(), braces);
            lines.out().append(" {").append(braces, 1, braces.length()).append('}');
        }
        lines.endLine();
    }

    private void image(Image image) {
        StringBuilder out = lines.beginLine();
        out.append("![");
        inline.alt(image.alt());
        out.append("](");
        InlineMarkdownWriter.destination(out, destination(image));
        inline.title(image.caption());
        out.append(')');
        StringBuilder braces = new StringBuilder();
        value("credit", image.credit(), braces);
        value("copyright", image.copyright(), braces);
        attributes(image.attributes(), braces);
        if (!braces.isEmpty()) {
            out.append('{').append(braces, 1, braces.length()).append('}');
        }
        lines.endLine();
    }

    private String destination(Image image) {
        if (image.media() == null) {
            return String.valueOf(image.url());
        }
        LibraryImage known = images.find(image.media());
        return known == null ? "media:" + image.media() : known.url();
    }

    private static void attributes(Attributes attributes, StringBuilder braces) {
        if (attributes.lang() != null) {
            braces.append(" lang=").append(attributes.lang());
        }
        if (attributes.dir() != null) {
            braces.append(" dir=").append(attributes.dir().jsonName());
        }
    }

    private static void value(String name, @Nullable String value, StringBuilder braces) {
        if (value != null) {
            String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
            braces.append(' ').append(name).append("=\"").append(escaped).append('"');
        }
    }

    /**
     * Whether Markdown can express this list. Each task must begin with a plain paragraph.
     *
     * @param first whether the list is the first block of an item; then none of its own items may be empty
     */
    private boolean isNative(Listing listing, boolean first) {
        if (!listing.attributes().isPlain()) {
            return false;
        }
        for (Item item : listing.items()) {
            List<Block> blocks = item.blocks();
            boolean text = !blocks.isEmpty()
                    && blocks.get(0) instanceof Paragraph paragraph
                    && paragraph.attributes().isPlain();
            if (item.checked() != null && !text || first && blocks.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void listing(Listing listing, boolean flipped) {
        boolean tight = listing.items().stream()
                .allMatch(item -> item.blocks().size() < 2
                        || item.blocks().size() == 2
                                && isClose(item.blocks().get(0), item.blocks().get(1)));
        int number = listing.start();
        boolean begun = false;
        inItems++;
        for (Item item : listing.items()) {
            if (begun && !tight) {
                lines.blankLine();
            }
            begun = true;
            String marker = listing.ordered() ? number + (flipped ? ") " : ". ") : flipped ? "+ " : "- ";
            number = Math.min(number + 1, 999_999_999);
            int before = lines.pushPrefix(marker, " ".repeat(marker.length()));
            if (item.checked() != null) {
                lines.beginLine().append(item.checked() ? "[x] " : "[ ] ");
                inline.paragraph(((Paragraph) item.blocks().get(0)).content());
                lines.endLine();
                rest(item.blocks());
            } else {
                blocks(item.blocks(), true);
            }
            lines.popPrefix(before);
        }
        inItems--;
    }

    /** Writes the blocks of a task after its first paragraph. */
    private void rest(List<Block> blocks) {
        boolean close = blocks.size() > 1 && isClose(blocks.get(0), blocks.get(1));
        if (blocks.size() > 1) {
            if (!close) {
                lines.blankLine();
            }
            blocks(blocks.subList(1, blocks.size()), false);
        }
    }

    private void table(Table table) {
        int width = table.columns().size();
        row(table.header().isEmpty() ? java.util.Collections.nCopies(width, Cell.EMPTY) : table.header());
        StringBuilder out = lines.beginLine();
        for (Alignment column : table.columns()) {
            out.append(
                    switch (column) {
                        case NONE -> "| --- ";
                        case LEFT -> "| :-- ";
                        case CENTER -> "| :-: ";
                        case RIGHT -> "| --: ";
                    });
        }
        out.append('|');
        lines.endLine();
        for (Row row : table.rows()) {
            row(row.cells());
        }
    }

    private void row(List<Cell> cells) {
        StringBuilder out = lines.beginLine();
        for (Cell cell : cells) {
            out.append("| ");
            inline.cell(cell.content());
            out.append(' ');
        }
        out.append('|');
        lines.endLine();
    }

    private void code(Code code) {
        String fence = "`".repeat(Math.max(3, InlineMarkdownWriter.longestRun(code.text(), '`') + 1));
        lines.beginLine().append(fence);
        if (code.language() != null) {
            lines.out().append(code.language());
        }
        lines.endLine();
        for (String line : code.text().split("\n", -1)) {
            lines.beginLine().append(line).append('\n');
        }
        lines.beginLine().append(fence);
        lines.endLine();
    }

    private static boolean hasBlankLine(String text) {
        return text.lines().anyMatch(line -> !line.isEmpty() && line.isBlank());
    }

    private void footnotes(Footnotes footnotes) {
        boolean begun = false;
        for (Footnote note : footnotes.notes()) {
            if (begun) {
                lines.blankLine();
            }
            begun = true;
            int before = lines.pushPrefix("[^" + note.label() + "]: ", "    ");
            blocks(note.blocks(), false);
            lines.popPrefix(before);
        }
    }
}
