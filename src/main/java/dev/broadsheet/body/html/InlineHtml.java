package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Spans;
import dev.broadsheet.body.document.Spans.Span;
import java.util.List;

/** Writes a line of marked text as phrasing content. */
final class InlineHtml {

    private final StringBuilder out;
    private final NoteNumbers numbers;

    InlineHtml(StringBuilder out, NoteNumbers numbers) {
        this.out = out;
        this.numbers = numbers;
    }

    void write(List<Inline> content) {
        if (content.size() == 1
                && content.get(0) instanceof Text only
                && only.marks().isEmpty()) {
            Escaped.text(out, only.text());
            return;
        }
        Spans spans = Spans.of(content);
        for (int i = 0; i < content.size(); i++) {
            for (Span span : spans.opened(i)) {
                open(span);
            }
            piece(content.get(i));
            for (Span span : spans.closed(i)) {
                out.append("</").append(element(span)).append('>');
            }
        }
    }

    private void piece(Inline inline) {
        if (inline instanceof Text text) {
            Escaped.text(out, text.text());
        } else if (inline instanceof Break) {
            out.append("<br>");
        } else if (inline instanceof NoteReference reference) {
            note(reference.label());
        }
    }

    private void note(String label) {
        out.append("<sup class=\"footnote\"><a href=\"#fn-");
        Escaped.attribute(out, label);
        if (numbers.first(label)) {
            out.append("\" id=\"fnref-");
            Escaped.attribute(out, label);
        }
        out.append("\">").append(numbers.of(label)).append("</a></sup>");
    }

    private void open(Span span) {
        out.append('<').append(element(span));
        Link link = span.link();
        if (link != null) {
            out.append(" href=\"");
            Escaped.attribute(out, link.href());
            out.append('"');
            if (link.title() != null) {
                out.append(" title=\"");
                Escaped.attribute(out, link.title());
                out.append('"');
            }
        }
        out.append('>');
    }

    private static String element(Span span) {
        return span.mark() == null ? "a" : span.mark().element();
    }
}
