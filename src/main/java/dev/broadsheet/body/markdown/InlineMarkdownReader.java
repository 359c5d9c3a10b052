package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.html.RawHtmlReader;
import dev.broadsheet.body.html.preprocessing.CaptionShortcodes;
import dev.broadsheet.body.normalization.InlineBuilder;
import dev.broadsheet.body.normalization.Slug;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Converts the inline nodes that commonmark-java parsed in one paragraph, heading or cell. An image or embed splits a
 * paragraph; it follows a heading, or the table of a cell.
 */
final class InlineMarkdownReader {

    private static final String MEDIA = "media:";

    private final ConversionWarnings warnings;
    private final int line;
    private final List<Block> out;
    private final boolean inCell;
    private final InlineBuilder inlines = new InlineBuilder();
    private @Nullable RawHtmlReader rawHtml;
    private boolean splitsParagraphs;

    /**
     * @param out receives the images and embeds, and the paragraphs between them
     * @param inCell whether this is a table cell, which also keeps the alternative text of an image
     */
    InlineMarkdownReader(ConversionWarnings warnings, int line, List<Block> out, boolean inCell) {
        this.warnings = warnings;
        this.line = line;
        this.out = out;
        this.inCell = inCell;
    }

    void paragraphs(Node parent) {
        splitsParagraphs = true;
        children(parent, Marks.NONE);
        end();
        flush();
    }

    List<Inline> line(Node parent) {
        children(parent, Marks.NONE);
        end();
        return inlines.take();
    }

    private void end() {
        if (rawHtml != null) {
            rawHtml.end(block -> add(block, Marks.NONE));
        }
    }

    private void flush() {
        List<Inline> content = inlines.take();
        if (!content.isEmpty()) {
            out.add(new Paragraph(Attributes.NONE, content));
        }
    }

    private void children(Node parent, Marks marks) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            CaptionShortcodeTag end = node instanceof CaptionShortcodeTag tag ? tag.findEnd() : null;
            if (end == null) {
                node(node, marks);
            } else {
                captionedImage((CaptionShortcodeTag) node, end, marks);
                node = end;
            }
        }
    }

    /** Converts WordPress's caption shortcode: an image with the text after it as its caption. */
    private void captionedImage(CaptionShortcodeTag begin, CaptionShortcodeTag end, Marks marks) {
        List<Block> blocks = new ArrayList<>();
        InlineMarkdownReader inside = new InlineMarkdownReader(warnings, line, blocks, false);
        for (Node node = begin.getNext(); node != end && node != null; node = node.getNext()) {
            inside.node(node, Marks.NONE);
        }
        inside.end();
        List<Inline> content = inside.inlines.take();
        if (blocks.isEmpty() || !(blocks.get(0) instanceof Image image)) {
            // The URL of the image isn't allowed: its alternative text and the caption become text.
            String text = plain(content);
            text(text == null ? "" : text, marks);
        } else {
            String text = plain(content);
            String caption = text == null ? CaptionShortcodes.captionIn(begin.literal()) : text;
            if (caption != null && image.caption() != null) {
                warnings.onLine(
                        line,
                        "attribute-dropped",
                        "The title of a picture with a caption is not kept: \"" + abbreviated(image.caption()) + "\".");
            }
            blocks.set(0, caption == null ? image : image.withCaption(caption));
        }
        blocks.forEach(block -> add(block, marks));
    }

    /** Returns the text of a caption. Warns about its links and marks, which are dropped. */
    private @Nullable String plain(List<Inline> content) {
        StringBuilder plain = new StringBuilder();
        for (Inline inline : content) {
            if (inline instanceof Inline.Text text) {
                plain.append(text.text());
                if (text.marks().link() != null) {
                    warnings.onLine(
                            line,
                            "link-dropped",
                            "A caption is plain text; its link is not kept: \""
                                    + abbreviated(text.marks().link().href()) + "\".");
                }
                if (text.marks().bits() != 0) {
                    warnings.onLine(line, "style-lost", "A caption is plain text; its marks are not kept.");
                }
            } else {
                plain.append(inline instanceof NoteReference reference ? reference.label() : " ");
            }
        }
        return TextNormalizer.text(plain.toString());
    }

    private void node(Node node, Marks marks) {
        if (node instanceof Text text) {
            text(text.getLiteral(), marks);
        } else if (node instanceof SoftLineBreak) {
            text(" ", marks);
        } else if (node instanceof HardLineBreak) {
            if (rawHtml == null || !rawHtml.collectText(" ")) {
                inlines.lineBreak();
            }
        } else if (node instanceof Emphasis) {
            children(node, marks.with(Mark.EM));
        } else if (node instanceof StrongEmphasis) {
            children(node, marks.with(Mark.STRONG));
        } else if (node instanceof Strikethrough) {
            children(node, marks.with(Mark.STRIKE));
        } else if (node instanceof Code code) {
            text(code.getLiteral(), marks.with(Mark.CODE));
        } else if (node instanceof Link link) {
            link(link, marks);
        } else if (node instanceof org.commonmark.node.Image image) {
            image(image, marks);
        } else if (node instanceof HtmlInline html) {
            html(html.getLiteral(), marks);
        } else if (node instanceof FootnoteReference reference) {
            note(reference.getLabel(), marks);
        } else if (node instanceof BracedAttributes braces) {
            if (!(braces.getPrevious() instanceof org.commonmark.node.Image)) {
                text(braces.literal(), marks);
            }
        } else if (node instanceof CaptionShortcodeTag tag) {
            text(tag.literal(), marks);
        } else {
            children(node, marks);
        }
    }

    private void text(String text, Marks marks) {
        if (rawHtml == null || !rawHtml.collectText(text)) {
            inlines.setMarks(rawHtml == null ? marks : rawHtml.applyTo(marks));
            inlines.text(text);
        }
    }

    private void note(String raw, Marks marks) {
        String label = Slug.label(raw);
        if (label.isEmpty()) {
            text("[^" + raw + "]", marks);
        } else {
            inlines.noteReference(label);
        }
    }

    private void html(String literal, Marks marks) {
        if (literal.equals("<!-- -->")) {
            // MarkdownEscaper writes this comment to break up text that would otherwise be syntax. It only ends a text
            // node.
            return;
        }
        if (rawHtml == null) {
            rawHtml = new RawHtmlReader(warnings, line, inlines);
        }
        rawHtml.tag(literal, marks, block -> add(block, marks));
    }

    private void link(Link link, Marks marks) {
        String href = UrlSanitizer.link(link.getDestination());
        if (href == null) {
            warnUnsafeUrl(link.getDestination());
            children(link, marks);
        } else {
            var own = new dev.broadsheet.body.document.Link(href, TextNormalizer.text(link.getTitle()));
            children(link, marks.with(own));
            if (!inlines.accountsFor(own)) {
                warnings.onLine(
                        line,
                        "empty-link",
                        "A link without text is not kept: \"" + abbreviated(link.getDestination()) + "\".");
            }
        }
    }

    private void warnUnsafeUrl(String address) {
        warnings.onLine(
                line,
                "unsafe-link",
                "Address \"" + abbreviated(address) + "\" is not allowed, or has more than " + UrlSanitizer.MAX_LENGTH
                        + " characters when it is percent-encoded.");
    }

    private static String abbreviated(String address) {
        String shown = TextNormalizer.text(address.length() > 60 ? address.substring(0, 60) + "…" : address);
        return shown == null ? "" : shown;
    }

    private void image(org.commonmark.node.Image node, Marks marks) {
        StringBuilder alt = new StringBuilder();
        alt(node, alt);
        String destination = node.getDestination();
        String media = destination.startsWith(MEDIA) ? UrlSanitizer.media(destination.substring(MEDIA.length())) : null;
        String url = media == null ? UrlSanitizer.resource(destination) : null;
        if (media == null && url == null) {
            warnUnsafeUrl(destination);
            text(alt.toString(), marks);
            return;
        }
        Map<String, String> members =
                node.getNext() instanceof BracedAttributes braces ? braces.attributes() : Map.of();
        for (String name : members.keySet()) {
            if (!List.of("credit", "copyright", "dir", "lang").contains(name)) {
                warnings.onLine(line, "attribute-dropped", "Attribute \"" + name + "\" of a picture is not kept.");
            }
        }
        add(
                new Image(
                        MarkdownReader.attributes(members),
                        media,
                        url,
                        alt.toString(),
                        TextNormalizer.text(node.getTitle()),
                        TextNormalizer.text(members.get("credit")),
                        TextNormalizer.text(members.get("copyright"))),
                marks);
    }

    private void add(Block block, Marks marks) {
        String text = inCell && block instanceof Image image ? image.alt() : "";
        Marks here = rawHtml == null ? marks : rawHtml.applyTo(marks);
        if (here.link() != null && text.isBlank()) {
            inlines.account(here.link());
            warnings.onLine(
                    line,
                    "image-link-dropped",
                    "The link around a picture or embed is not kept: \""
                            + abbreviated(here.link().href()) + "\".");
        }
        if (inCell) {
            boolean image = block instanceof Image;
            warnings.onLine(
                    line,
                    image ? "image-in-line" : "embed-in-line",
                    image
                            ? "A picture can't stand in a cell; it follows the table."
                            : "An embed can't stand in a cell; it follows the table.");
        }
        if (splitsParagraphs) {
            flush();
        } else {
            inlines.wordBoundary();
            text(text, marks);
            inlines.wordBoundary();
        }
        out.add(block);
    }

    /** Collects the alternative text of an image. Warns about URLs in it, because alternative text has no links. */
    private void alt(Node parent, StringBuilder alt) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                alt.append(text.getLiteral());
            } else if (node instanceof Code code) {
                alt.append(code.getLiteral());
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                alt.append(' ');
            } else {
                String address = node instanceof Link link
                        ? link.getDestination()
                        : node instanceof org.commonmark.node.Image image ? image.getDestination() : null;
                if (address != null) {
                    warnings.onLine(
                            line,
                            "link-dropped",
                            "The text of a picture is plain text; its link is not kept: \"" + abbreviated(address)
                                    + "\".");
                }
                alt(node, alt);
            }
        }
    }
}
