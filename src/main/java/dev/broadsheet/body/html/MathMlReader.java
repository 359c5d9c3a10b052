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
 * The text of a MathML formula: its tokens in reading order, scripts as subscript and superscript, fractions with a
 * slash, roots with their sign. Recursion ends at the depth that the parsed page may have.
 */
final class MathMlReader {

    private final InlineBuilder inlines;

    private MathMlReader(InlineBuilder inlines) {
        this.inlines = inlines;
    }

    /** Adds the formula to prose, under the marks that are on there. */
    static void read(Element math, InlineBuilder inlines, UnmappedMarkup unmapped) {
        unmapped.checkAttributes(math, Marks.NONE, "xmlns", "display");
        unmapped.warn(math, "formula-flattened", "Of a formula the text is kept.");
        new MathMlReader(inlines).write(math);
    }

    /** The formula where marks can't be: {@code x^2}, {@code x_i}. */
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
        // brackets, commas and the invisible operators stand close to what is beside them
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

    /** In brackets where it is more than one token. */
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
            // in a formula that is a superscript itself, a mark would say nothing
            inlines.text(!before.has(mark) ? "" : mark == Mark.SUP ? "^" : "_");
            inlines.setMarks(before.with(mark));
            write(element);
            inlines.setMarks(before);
        }
    }
}
