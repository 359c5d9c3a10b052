package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Prose;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The text of a MathML formula: its tokens in reading order, scripts as subscript and superscript, fractions with a
 * slash, roots with their sign. Recursion ends at the depth that the parsed page may have.
 */
final class Formula {

    private final Prose prose;

    private Formula(Prose prose) {
        this.prose = prose;
    }

    /** Adds the formula to prose, under the marks that are on there. */
    static void read(Element math, Prose prose, Leftovers leftovers) {
        leftovers.of(math, Marks.NONE, "xmlns", "display");
        leftovers.remark(math, "formula-flattened", "Of a formula the text is kept.");
        new Formula(prose).write(math);
    }

    /** The formula where marks can't be: {@code x^2}, {@code x_i}. */
    static String plain(Element math) {
        Prose prose = new Prose();
        new Formula(prose).write(math);
        StringBuilder out = new StringBuilder();
        for (Inline inline : prose.take()) {
            if (inline instanceof Text text) {
                out.append(text.marks().has(Mark.SUP) ? "^" : text.marks().has(Mark.SUB) ? "_" : "");
                out.append(text.text());
            }
        }
        return out.toString();
    }

    private void write(Element element) {
        switch (element.normalName()) {
            case "mfrac" -> parts(element, "/");
            case "msqrt" -> rooted(element);
            case "mroot" -> {
                script(element.children().size() > 1 ? element.child(1) : null, Mark.SUP);
                prose.text("√");
                grouped(element.children().isEmpty() ? element : element.child(0));
            }
            case "msup", "mover" -> scripts(element, Mark.SUP, Mark.SUP);
            case "msub", "munder" -> scripts(element, Mark.SUB, Mark.SUB);
            case "msubsup", "munderover" -> scripts(element, Mark.SUB, Mark.SUP);
            case "mo" -> operator(element);
            case "mtr", "mtd", "mspace" -> {
                prose.text(" ");
                children(element);
                prose.text(" ");
            }
            default -> children(element);
        }
    }

    private void children(Element element) {
        for (Node node = element.firstChild(); node != null; node = node.nextSibling()) {
            if (node instanceof TextNode text) {
                prose.text(text.isBlank() ? "" : text.getWholeText());
            } else if (node instanceof Element child && !Elements.isDropped(child.normalName())) {
                write(child);
            }
        }
    }

    private void operator(Element element) {
        String sign = element.wholeText().strip();
        // brackets, commas and the invisible operators stand close to what is beside them
        boolean apart = sign.length() == 1 && "=+-−±×·÷<>≤≥≠≈∈→∪∩".contains(sign);
        prose.text(apart ? " " + sign + " " : sign);
    }

    private void rooted(Element element) {
        prose.text("√(");
        children(element);
        prose.text(")");
    }

    private void parts(Element element, String between) {
        boolean begun = false;
        for (Element child : element.children()) {
            prose.text(begun ? between : "");
            grouped(child);
            begun = true;
        }
    }

    /** In brackets where it is more than one token. */
    private void grouped(Element element) {
        boolean several = element.select("mi, mn, mo, mtext, ms").size() > 1;
        prose.text(several ? "(" : "");
        write(element);
        prose.text(several ? ")" : "");
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
            Marks before = prose.marks();
            // in a formula that is a superscript itself, a mark would say nothing
            prose.text(!before.has(mark) ? "" : mark == Mark.SUP ? "^" : "_");
            prose.mark(before.with(mark));
            write(element);
            prose.mark(before);
        }
    }
}
