package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.InlineBuilder;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Converts a MathML formula to text: its tokens in reading order, scripts as subscript and superscript, fractions with
 * a slash, roots with the root sign. The depth limit of the parsed page bounds the recursion.
 */
final class MathMlReader {

    private final InlineBuilder inlines;

    private MathMlReader(InlineBuilder inlines) {
        this.inlines = inlines;
    }

    /** Adds the text of a formula to a line, under the current marks. */
    static void read(Element math, InlineBuilder inlines, UnmappedMarkup unmapped) {
        unmapped.checkAttributes(math, Marks.NONE, "xmlns", "display");
        unmapped.warn(math, "formula-flattened", "Of a formula the text is kept.");
        new MathMlReader(inlines).write(math);
    }

    /** Returns the formula as plain text, without marks: {@code x^2}, {@code x_i}. */
    static String plain(Element math) {
        InlineBuilder inlines = new InlineBuilder();
        new MathMlReader(inlines).write(math);
        StringBuilder out = new StringBuilder();
        for (Inline inline : inlines.take()) {
            if (inline instanceof Text text) {
                out.append(text.marks().has(Mark.SUP) ? "^" : text.marks().has(Mark.SUB) ? "_" : "");
                out.append(text.text());
            }
        }
        return out.toString();
    }

    private void write(Element element) {
        switch (element.normalName()) {
            case "mfrac" -> operands(element, "/");
            case "msqrt" -> root(element);
            case "mroot" -> {
                script(element.children().size() > 1 ? element.child(1) : null, Mark.SUP);
                inlines.text("√");
                grouped(element.children().isEmpty() ? element : element.child(0));
            }
            case "msup", "mover" -> scripts(element, Mark.SUP, Mark.SUP);
            case "msub", "munder" -> scripts(element, Mark.SUB, Mark.SUB);
            case "msubsup", "munderover" -> scripts(element, Mark.SUB, Mark.SUP);
            case "mo" -> operator(element);
            case "mtr", "mtd", "mspace" -> {
                inlines.text(" ");
                children(element);
                inlines.text(" ");
            }
            default -> children(element);
        }
    }

    private void children(Element element) {
        for (Node node = element.firstChild(); node != null; node = node.nextSibling()) {
            if (node instanceof TextNode text) {
                inlines.text(text.isBlank() ? "" : text.getWholeText());
            } else if (node instanceof Element child && !HtmlElements.isDropped(child.normalName())) {
                write(child);
            }
        }
    }

    private void operator(Element element) {
        String sign = element.wholeText().strip();
        // No spaces around brackets, commas and the invisible operators.
        boolean apart = sign.length() == 1 && "=+-−±×·÷<>≤≥≠≈∈→∪∩".contains(sign);
        inlines.text(apart ? " " + sign + " " : sign);
    }

    private void root(Element element) {
        inlines.text("√(");
        children(element);
        inlines.text(")");
    }

    private void operands(Element element, String between) {
        boolean begun = false;
        for (Element child : element.children()) {
            inlines.text(begun ? between : "");
            grouped(child);
            begun = true;
        }
    }

    /** Writes an operand, in parentheses if it has more than one token. */
    private void grouped(Element element) {
        boolean several = element.select("mi, mn, mo, mtext, ms").size() > 1;
        inlines.text(several ? "(" : "");
        write(element);
        inlines.text(several ? ")" : "");
    }

    private void scripts(Element element, Mark first, Mark second) {
        int place = 0;
        for (Element child : element.children()) {
            if (place == 0) {
                write(child);
            } else {
                script(child, place == 1 ? first : second);
            }
            place++;
        }
    }

    private void script(@org.jspecify.annotations.Nullable Element element, Mark mark) {
        if (element != null) {
            Marks before = inlines.marks();
            // Marks are a set and can't nest: a script within the same script is written with a sign.
            inlines.text(!before.has(mark) ? "" : mark == Mark.SUP ? "^" : "_");
            inlines.setMarks(before.with(mark));
            write(element);
            inlines.setMarks(before);
        }
    }
}
