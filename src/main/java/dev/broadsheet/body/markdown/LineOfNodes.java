package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Prose;
import dev.broadsheet.body.document.Remarks;
import dev.broadsheet.body.document.Slug;
import dev.broadsheet.body.html.CaptionShortcodes;
import dev.broadsheet.body.html.MarkupInText;
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
 * What commonmark-java found in one paragraph, heading or cell. A picture or embed splits a paragraph, and follows a
 * heading or the table of a cell.
 */
final class LineOfNodes {

    private static final String MEDIA = "media:";

    private final Remarks remarks;
    private final int line;
    private final List<Block> out;
    private final boolean inCell;
    private final Prose prose = new Prose();
    private @Nullable MarkupInText markup;
    private boolean splits;

    /**
     * @param out takes the pictures and embeds, and the paragraphs between them
     * @param inCell whether this is a cell of a table, which keeps the text of a picture as well
     */
    LineOfNodes(Remarks remarks, int line, List<Block> out, boolean inCell) {
        this.remarks = remarks;
        this.line = line;
        this.out = out;
        this.inCell = inCell;
    }

    void paragraphs(Node parent) {
        splits = true;
        children(parent, Marks.NONE);
        end();
        flush();
    }

    List<Inline> line(Node parent) {
        children(parent, Marks.NONE);
        end();
        return prose.take();
    }

    private void end() {
        if (markup != null) {
            markup.end(block -> add(block, Marks.NONE));
        }
    }

    private void flush() {
        List<Inline> content = prose.take();
        if (!content.isEmpty()) {
            out.add(new Paragraph(Attributes.NONE, content));
        }
    }

    private void children(Node parent, Marks marks) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            CaptionTag end = node instanceof CaptionTag tag ? tag.end() : null;
            if (end == null) {
                node(node, marks);
            } else {
                captioned((CaptionTag) node, end, marks);
                node = end;
            }
        }
    }

    /** A picture with the text after it, from WordPress's shortcode for captions. */
    private void captioned(CaptionTag begin, CaptionTag end, Marks marks) {
        List<Block> blocks = new ArrayList<>();
        LineOfNodes inside = new LineOfNodes(remarks, line, blocks, false);
        for (Node node = begin.getNext(); node != end && node != null; node = node.getNext()) {
            inside.node(node, Marks.NONE);
        }
        inside.end();
        List<Inline> content = inside.prose.take();
        if (blocks.isEmpty() || !(blocks.get(0) instanceof Image image)) {
            // the address of the picture isn't allowed: its text and the caption are text
            String text = plain(content);
            text(text == null ? "" : text, marks);
        } else {
            String text = plain(content);
            String caption = text == null ? CaptionShortcodes.captionIn(begin.literal()) : text;
            if (caption != null && image.caption() != null) {
                remarks.line(
                        line,
                        "attribute-dropped",
                        "The title of a picture with a caption is not kept: \"" + shown(image.caption()) + "\".");
            }
            blocks.set(0, caption == null ? image : image.withCaption(caption));
        }
        blocks.forEach(block -> add(block, marks));
    }

    /** The text of a caption. Its links and marks are told. */
    private @Nullable String plain(List<Inline> content) {
        StringBuilder plain = new StringBuilder();
        for (Inline inline : content) {
            if (inline instanceof Inline.Text text) {
                plain.append(text.text());
                if (text.marks().link() != null) {
                    remarks.line(
                            line,
                            "link-dropped",
                            "A caption is plain text; its link is not kept: \""
                                    + shown(text.marks().link().href()) + "\".");
                }
                if (text.marks().bits() != 0) {
                    remarks.line(line, "style-lost", "A caption is plain text; its marks are not kept.");
                }
            } else {
                plain.append(inline instanceof NoteReference reference ? reference.label() : " ");
            }
        }
        return Canon.text(plain.toString());
    }

    private void node(Node node, Marks marks) {
        if (node instanceof Text text) {
            text(text.getLiteral(), marks);
        } else if (node instanceof SoftLineBreak) {
            text(" ", marks);
        } else if (node instanceof HardLineBreak) {
            if (markup == null || !markup.collects(" ")) {
                prose.lineBreak();
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
        } else if (node instanceof Braces braces) {
            if (!(braces.getPrevious() instanceof org.commonmark.node.Image)) {
                text(braces.literal(), marks);
            }
        } else if (node instanceof CaptionTag tag) {
            text(tag.literal(), marks);
        } else {
            children(node, marks);
        }
    }

    private void text(String text, Marks marks) {
        if (markup == null || !markup.collects(text)) {
            prose.mark(markup == null ? marks : markup.over(marks));
            prose.text(text);
        }
    }

    private void note(String raw, Marks marks) {
        String label = Slug.label(raw);
        if (label.isEmpty()) {
            text("[^" + raw + "]", marks);
        } else {
            prose.note(label);
        }
    }

    private void html(String literal, Marks marks) {
        if (literal.equals("<!-- -->")) {
            // parts what would be read as one, see MarkdownWriter: end of a text run, nothing else
            return;
        }
        if (markup == null) {
            markup = new MarkupInText(remarks, line, prose);
        }
        markup.tag(literal, marks, block -> add(block, marks));
    }

    private void link(Link link, Marks marks) {
        String href = Address.link(link.getDestination());
        if (href == null) {
            unsafe(link.getDestination());
            children(link, marks);
        } else {
            var own = new dev.broadsheet.body.document.Link(href, Canon.text(link.getTitle()));
            children(link, marks.with(own));
            if (!prose.accountsFor(own)) {
                remarks.line(
                        line,
                        "empty-link",
                        "A link without text is not kept: \"" + shown(link.getDestination()) + "\".");
            }
        }
    }

    private void unsafe(String address) {
        remarks.line(
                line,
                "unsafe-link",
                "Address \"" + shown(address) + "\" is not allowed, or has more than " + Address.MAX_LENGTH
                        + " characters when it is percent-encoded.");
    }

    private static String shown(String address) {
        String shown = Canon.text(address.length() > 60 ? address.substring(0, 60) + "…" : address);
        return shown == null ? "" : shown;
    }

    private void image(org.commonmark.node.Image node, Marks marks) {
        StringBuilder alt = new StringBuilder();
        alt(node, alt);
        String destination = node.getDestination();
        String media = destination.startsWith(MEDIA) ? Address.media(destination.substring(MEDIA.length())) : null;
        String url = media == null ? Address.resource(destination) : null;
        if (media == null && url == null) {
            unsafe(destination);
            text(alt.toString(), marks);
            return;
        }
        Map<String, String> members = node.getNext() instanceof Braces braces ? braces.members() : Map.of();
        for (String name : members.keySet()) {
            if (!List.of("credit", "copyright", "dir", "lang").contains(name)) {
                remarks.line(line, "attribute-dropped", "Attribute \"" + name + "\" of a picture is not kept.");
            }
        }
        add(
                new Image(
                        MarkdownReader.attributes(members),
                        media,
                        url,
                        alt.toString(),
                        Canon.text(node.getTitle()),
                        Canon.text(members.get("credit")),
                        Canon.text(members.get("copyright"))),
                marks);
    }

    private void add(Block block, Marks marks) {
        String text = inCell && block instanceof Image image ? image.alt() : "";
        Marks here = markup == null ? marks : markup.over(marks);
        if (here.link() != null && text.isBlank()) {
            prose.account(here.link());
            remarks.line(
                    line,
                    "image-link-dropped",
                    "The link around a picture or embed is not kept: \""
                            + shown(here.link().href()) + "\".");
        }
        if (inCell) {
            boolean image = block instanceof Image;
            remarks.line(
                    line,
                    image ? "image-in-line" : "embed-in-line",
                    image
                            ? "A picture can't stand in a cell; it follows the table."
                            : "An embed can't stand in a cell; it follows the table.");
        }
        if (splits) {
            flush();
        } else {
            prose.gap();
            text(text, marks);
            prose.gap();
        }
        out.add(block);
    }

    /** The text of a picture; an address in it is told, since alternative text has no links. */
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
                    remarks.line(
                            line,
                            "link-dropped",
                            "The text of a picture is plain text; its link is not kept: \"" + shown(address) + "\".");
                }
                alt(node, alt);
            }
        }
    }
}
