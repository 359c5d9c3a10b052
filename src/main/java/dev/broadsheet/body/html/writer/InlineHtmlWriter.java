package dev.broadsheet.body.html.writer;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.InlineSpans;
import dev.broadsheet.body.document.InlineSpans.Span;
import dev.broadsheet.body.document.Link;
import java.util.List;

/** Writes a line of marked text as phrasing content (inline HTML). */
final class InlineHtmlWriter {

    private final StringBuilder out;
    private final FootnoteNumbers numbers;

    InlineHtmlWriter(StringBuilder out, FootnoteNumbers numbers) {
        this.out = out;
        this.numbers = numbers;
    }

    void write(List<Inline> content) {
        if (content.size() == 1
                && content.get(0) instanceof Text only
                && only.marks().isEmpty()) {
            HtmlEscaper.text(out, only.text());
            return;
        }
        InlineSpans spans = InlineSpans.of(content);
        for (int i = 0; i < content.size(); i++) {
            for (Span range : spans.opened(i)) {
                open(range);
            }
            piece(content.get(i));
            for (Span range : spans.closed(i)) {
                out.append("</").append(element(range)).append('>');
            }
        }
    }

    private void piece(Inline inline) {
        if (inline instanceof Text text) {
            HtmlEscaper.text(out, text.text());
        } else if (inline instanceof Break) {
            out.append("<br>");
        } else if (inline instanceof NoteReference reference) {
            note(reference.label());
        }
    }

    private void note(String label) {
        out.append("<sup class=\"footnote\"><a href=\"#fn-");
        HtmlEscaper.attribute(out, label);
        if (numbers.isFirstReference(label)) {
            out.append("\" id=\"fnref-");
            HtmlEscaper.attribute(out, label);
        }
        out.append("\">").append(numbers.of(label)).append("</a></sup>");
    }

    private void open(Span range) {
        out.append('<').append(element(range));
        Link link = range.link();
        if (link != null) {
            out.append(" href=\"");
            HtmlEscaper.attribute(out, link.href());
            out.append('"');
            if (link.title() != null) {
                out.append(" title=\"");
                HtmlEscaper.attribute(out, link.title());
                out.append('"');
            }
        }
        out.append('>');
    }

    private static String element(Span range) {
        return range.mark() == null ? "a" : range.mark().element();
    }
}
