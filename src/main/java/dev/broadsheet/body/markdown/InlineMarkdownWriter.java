package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.InlineSpans;
import dev.broadsheet.body.document.InlineSpans.Span;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a line of marked text as Markdown. */
final class InlineMarkdownWriter {

    private final PrefixedLineWriter lines;
    private final StringBuilder out;
    private final MarkdownEscaper escaped;
    private String lineBreak = "\\";
    private boolean inCell;

    InlineMarkdownWriter(PrefixedLineWriter lines) {
        this.lines = lines;
        this.out = lines.out();
        this.escaped = new MarkdownEscaper(out);
    }

    void paragraph(List<Inline> content) {
        lineBreak = "\\";
        write(content, MarkdownEscaper.Place.PARAGRAPH);
    }

    /** Writes a line without line ends, for a heading. */
    void oneLine(List<Inline> content) {
        lineBreak = "<br>";
        write(content, MarkdownEscaper.Place.HEADING);
    }

    void cell(List<Inline> content) {
        lineBreak = "<br>";
        inCell = true;
        write(content, MarkdownEscaper.Place.CELL);
        inCell = false;
    }

    void alt(String text) {
        escaped.text(text, MarkdownEscaper.Place.ALT, true);
    }

    void title(@Nullable String title) {
        if (title != null) {
            out.append(" \"");
            escaped.quoted(title, inCell);
            out.append('"');
        }
    }

    /** Writes the destination of a link or image, in angle brackets if it is empty or contains parentheses. */
    static void destination(StringBuilder out, String address) {
        boolean brackets = address.isEmpty() || address.indexOf('(') >= 0 || address.indexOf(')') >= 0;
        out.append(brackets ? "<" : "").append(address.replace("&", "\\&")).append(brackets ? ">" : "");
    }

    private void write(List<Inline> content, MarkdownEscaper.Place place) {
        if (content.size() == 1
                && content.get(0) instanceof Text only
                && only.marks().isEmpty()) {
            escaped.text(only.text(), place, true);
            return;
        }
        InlineSpans spans = InlineSpans.of(content);
        Delimiters delimiters = Delimiters.of(content, spans, lineBreak.equals("\\"));
        boolean newLine = true;
        for (int i = 0; i < content.size(); i++) {
            Inline piece = content.get(i);
            Span last = null;
            for (Span range : spans.opened(i)) {
                last = range;
            }
            if (last != null && isAutolink(last, piece)) {
                List<Span> opened = spans.opened(i);
                open(opened.subList(0, opened.size() - 1), delimiters);
                out.append('<').append(((Text) piece).text()).append('>');
                close(spans.closed(i).subList(1, spans.closed(i).size()), delimiters);
            } else {
                open(spans.opened(i), delimiters);
                boolean atStart = newLine && spans.opened(i).isEmpty();
                piece(piece, atStart, place);
                close(spans.closed(i), delimiters);
            }
            newLine = piece instanceof Break;
        }
    }

    private static boolean isAutolink(Span range, Inline piece) {
        Link link = range.link();
        return link != null
                && range.first() == range.last()
                && link.title() == null
                && piece instanceof Text text
                && !text.marks().has(Mark.CODE)
                && text.text().equals(link.href())
                && (link.href().startsWith("https://") || link.href().startsWith("http://"));
    }

    private void piece(Inline piece, boolean atStart, MarkdownEscaper.Place place) {
        if (piece instanceof Text text) {
            if (text.marks().has(Mark.CODE)) {
                code(text.text());
            } else {
                MarkdownEscaper.Place here = text.marks().link() != null ? place.linked() : place;
                escaped.text(text.text(), here, atStart);
            }
        } else if (piece instanceof Break) {
            out.append(lineBreak);
            if (lineBreak.equals("\\")) {
                lines.continueLine();
            }
        } else if (piece instanceof NoteReference reference) {
            out.append("[^").append(reference.label()).append(']');
            escaped.afterNote();
        }
    }

    private void open(List<Span> spans, Delimiters delimiters) {
        for (Span range : spans) {
            out.append(range.mark() == null ? "[" : delimiters.opening(range));
        }
    }

    private void close(List<Span> spans, Delimiters delimiters) {
        for (Span range : spans) {
            Link link = range.link();
            if (link == null) {
                out.append(delimiters.closing(range));
            } else {
                out.append("](");
                destination(out, link.href());
                title(link.title());
                out.append(')');
            }
        }
    }

    private void code(String text) {
        String fence = "`".repeat(longestRun(text, '`') + 1);
        boolean padded = text.startsWith("`")
                || text.endsWith("`")
                || text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
        out.append(fence).append(padded ? " " : "");
        out.append(inCell ? text.replace("|", "\\|") : text);
        out.append(padded ? " " : "").append(fence);
    }

    static int longestRun(String text, char of) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == of ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
