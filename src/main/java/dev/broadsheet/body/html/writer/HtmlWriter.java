package dev.broadsheet.body.html.writer;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Divider;
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
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document as an HTML fragment: semantic, stable, one block per line. Every character of the document is
 * escaped. Element and attribute names are constants of this package, so markup in an editor's text never becomes
 * markup in the output.
 *
 * <p>{@code HtmlReader} reads the output as the same document. One instance writes one document, on one thread.
 */
public final class HtmlWriter {

    /** Images are as wide as the window, up to the usual width of a column of text. */
    private static final String SIZES = "(min-width: 800px) 800px, 100vw";

    private final StringBuilder out;
    private final LibraryImages images;
    private final InlineHtmlWriter inline;
    private final String lineEnd;

    private HtmlWriter(StringBuilder out, LibraryImages images, FootnoteNumbers numbers, String lineEnd) {
        this.out = out;
        this.lineEnd = lineEnd;
        this.images = images;
        this.inline = new InlineHtmlWriter(out, numbers);
    }

    /**
     * Writes the document as a fragment.
     *
     * @param images the images of the media library that it shows
     */
    public static String write(Document document, LibraryImages images) {
        StringBuilder out = new StringBuilder(1024);
        new HtmlWriter(out, images, FootnoteNumbers.of(document), "\n")
                .blocks(images.complete(document).blocks());
        return out.toString();
    }

    /**
     * Writes one block on one line without blank lines, so that Markdown parses it as one HTML block. The block is
     * complete: see {@link LibraryImages#complete}.
     */
    public static String line(Block block, LibraryImages images, FootnoteNumbers numbers) {
        StringBuilder out = new StringBuilder();
        new HtmlWriter(out, images, numbers, "&#10;").block(block, false);
        return out.toString().replace("\n", "");
    }

    private void blocks(List<? extends Block> blocks) {
        for (Block block : blocks) {
            block(block, false);
            out.append('\n');
        }
    }

    /**
     * Writes the blocks of a list item or a definition. A paragraph that isn't next to another one is written without
     * its p element.
     */
    private void inside(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            boolean besideParagraph = i > 0 && blocks.get(i - 1) instanceof Paragraph
                    || i + 1 < blocks.size() && blocks.get(i + 1) instanceof Paragraph;
            if (i > 0) {
                out.append('\n');
            }
            block(blocks.get(i), !besideParagraph);
        }
    }

    private void block(Block block, boolean bare) {
        if (block instanceof Paragraph paragraph) {
            paragraph(paragraph, bare);
        } else if (block instanceof Heading heading) {
            heading(heading);
        } else if (block instanceof Listing listing) {
            listing(listing);
        } else if (block instanceof Quote quote) {
            quote(quote);
        } else if (block instanceof Image image) {
            image(image);
        } else if (block instanceof Gallery gallery) {
            gallery(gallery);
        } else if (block instanceof Embed embed) {
            embed(embed);
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Code code) {
            code(code);
        } else if (block instanceof Definitions definitions) {
            definitions(definitions);
        } else if (block instanceof Footnotes footnotes) {
            footnotes(footnotes);
        } else if (block instanceof Divider) {
            open("hr", block).append('>');
        }
    }

    private void paragraph(Paragraph paragraph, boolean bare) {
        if (bare && paragraph.attributes().isPlain() && !hasEmptyLine(paragraph.content())) {
            inline.write(paragraph.content());
            return;
        }
        open("p", paragraph).append('>');
        inline.write(paragraph.content());
        out.append("</p>");
    }

    /** Whether the text has two consecutive line breaks, which would begin a new paragraph outside of a p element. */
    private static boolean hasEmptyLine(List<Inline> content) {
        for (int i = 1; i < content.size(); i++) {
            if (content.get(i) instanceof Break && content.get(i - 1) instanceof Break) {
                return true;
            }
        }
        return false;
    }

    private void heading(Heading heading) {
        String name = "h" + heading.level();
        open(name, heading);
        attribute("id", heading.id());
        out.append('>');
        inline.write(heading.content());
        out.append("</").append(name).append('>');
    }

    private void listing(Listing listing) {
        String name = listing.ordered() ? "ol" : "ul";
        open(name, listing);
        if (listing.start() != 1) {
            out.append(" start=\"").append(listing.start()).append('"');
        }
        out.append(">\n");
        for (Item item : listing.items()) {
            out.append("<li>");
            if (item.checked() != null) {
                out.append("<input type=\"checkbox\"")
                        .append(item.checked() ? " checked" : "")
                        .append(" disabled> ");
            }
            inside(item.blocks());
            out.append("</li>\n");
        }
        out.append("</").append(name).append('>');
    }

    private void quote(Quote quote) {
        open("blockquote", quote);
        attribute("cite", quote.url());
        out.append(">\n");
        blocks(quote.blocks());
        if (quote.citation() != null) {
            out.append("<footer><cite>");
            HtmlEscaper.text(out, quote.citation());
            out.append("</cite></footer>\n");
        }
        out.append("</blockquote>");
    }

    private void image(Image image) {
        open("figure", image).append('>');
        LibraryImage known = images.find(image.media());
        if (known == null) {
            out.append("<img");
            // A browser shows the alternative text of an image without a source.
            attribute("src", image.url());
            attribute("alt", image.alt());
            attribute("data-media", image.media());
            out.append('>');
        } else {
            picture(image, known);
        }
        if (image.caption() != null || image.credit() != null || image.copyright() != null) {
            out.append("<figcaption>");
            part("caption", image.caption());
            part("credit", image.credit());
            part("copyright", image.copyright());
            out.append("</figcaption>");
        }
        out.append("</figure>");
    }

    /** An image in several widths and formats. The last format, which every browser reads, is that of the img element. */
    private void picture(Image image, LibraryImage known) {
        Iterator<Map.Entry<String, String>> formats = known.srcset().entrySet().iterator();
        String srcset = null;
        out.append("<picture>");
        while (formats.hasNext()) {
            Map.Entry<String, String> format = formats.next();
            if (formats.hasNext()) {
                out.append("<source");
                attribute("type", "image/" + format.getKey());
                attribute("srcset", format.getValue());
                attribute("sizes", SIZES);
                out.append('>');
            } else {
                srcset = format.getValue();
            }
        }
        out.append("<img");
        attribute("src", known.url());
        attribute("srcset", srcset);
        attribute("sizes", srcset == null ? null : SIZES);
        attribute("width", pixels(known.width()));
        attribute("height", pixels(known.height()));
        attribute("loading", "lazy");
        attribute("decoding", "async");
        attribute("alt", image.alt());
        attribute("data-media", image.media());
        out.append("></picture>");
    }

    private static @Nullable String pixels(int number) {
        return number > 0 ? Integer.toString(number) : null;
    }

    private void part(String name, @Nullable String text) {
        if (text != null) {
            out.append("<span class=\"").append(name).append("\">");
            HtmlEscaper.text(out, text);
            out.append("</span>");
        }
    }

    private void gallery(Gallery gallery) {
        open("figure", gallery).append(" class=\"gallery\">\n");
        blocks(gallery.images());
        if (gallery.caption() != null) {
            out.append("<figcaption>");
            HtmlEscaper.text(out, gallery.caption());
            out.append("</figcaption>\n");
        }
        out.append("</figure>");
    }

    private void embed(Embed embed) {
        open("figure", embed)
                .append(" class=\"embed embed-")
                .append(embed.provider().jsonName())
                .append("\"><a");
        attribute("href", embed.url());
        out.append('>');
        HtmlEscaper.text(out, embed.title() == null ? embed.url() : embed.title());
        out.append("</a></figure>");
    }

    private void table(Table table) {
        open("table", table).append(">\n");
        if (!table.header().isEmpty()) {
            out.append("<thead>\n");
            row(table.header(), "th", table);
            out.append("</thead>\n");
        }
        if (!table.rows().isEmpty()) {
            out.append("<tbody>\n");
            for (Row row : table.rows()) {
                row(row.cells(), "td", table);
            }
            out.append("</tbody>\n");
        }
        out.append("</table>");
    }

    private void row(List<Cell> cells, String element, Table table) {
        out.append("<tr>\n");
        for (int i = 0; i < cells.size(); i++) {
            boolean rowHeader = i == 0 && table.rowHeaders() && element.equals("td");
            String name = rowHeader ? "th" : element;
            out.append('<').append(name);
            attribute("scope", rowHeader ? "row" : null);
            Alignment alignment = table.columns().get(i);
            if (alignment != Alignment.NONE) {
                attribute("align", alignment.name().toLowerCase(Locale.ROOT));
            }
            out.append('>');
            inline.write(cells.get(i).content());
            out.append("</").append(name).append(">\n");
        }
        out.append("</tr>\n");
    }

    private void code(Code code) {
        open("pre", code).append("><code");
        if (code.language() != null) {
            attribute("class", "language-" + code.language());
        }
        out.append('>');
        HtmlEscaper.preformatted(out, code.text(), lineEnd);
        out.append(code.text().isEmpty() ? "" : lineEnd).append("</code></pre>");
    }

    private void definitions(Definitions definitions) {
        open("dl", definitions).append(">\n");
        for (Definition entry : definitions.entries()) {
            out.append("<dt>");
            inline.write(entry.term());
            out.append("</dt>\n");
            if (!entry.blocks().isEmpty()) {
                out.append("<dd>");
                inside(entry.blocks());
                out.append("</dd>\n");
            }
        }
        out.append("</dl>");
    }

    private void footnotes(Footnotes footnotes) {
        open("section", footnotes).append(" class=\"footnotes\">\n<ol>\n");
        for (Footnote note : footnotes.notes()) {
            out.append("<li");
            attribute("id", "fn-" + note.label());
            out.append('>');
            inside(note.blocks());
            out.append(" <a class=\"footnote-back\"");
            attribute("href", "#fnref-" + note.label());
            out.append(">↩</a></li>\n");
        }
        out.append("</ol>\n</section>");
    }

    private StringBuilder open(String name, Block block) {
        out.append('<').append(name);
        if (!block.attributes().isPlain()) {
            attribute("lang", block.attributes().lang());
            attribute(
                    "dir",
                    block.attributes().dir() == null
                            ? null
                            : block.attributes().dir().jsonName());
        }
        return out;
    }

    private void attribute(String name, @Nullable String value) {
        if (value != null) {
            out.append(' ').append(name).append("=\"");
            HtmlEscaper.attribute(out, value);
            out.append('"');
        }
    }
}
