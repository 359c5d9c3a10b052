package dev.broadsheet.body.normalization;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Builds a line of marked text while a parser walks over its source: text under the current marks, line breaks,
 * footnote references. {@link #take} returns the line in canonical form and clears the builder; the current marks stay.
 * The builder also records which links have text, so that the parser can warn about the others. For one thread.
 */
public final class InlineBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Inline> content = new ArrayList<>();
    private Marks textMarks = Marks.NONE;
    private Marks marks = Marks.NONE;
    private boolean wordBoundary;

    /** Links are compared by identity, because two elements may have the same URL. */
    private final Set<Link> accounted;

    public InlineBuilder() {
        accounted = Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private InlineBuilder(InlineBuilder outer) {
        accounted = outer.accounted;
        marks = outer.marks;
    }

    /**
     * Returns an empty builder for blocks inside this line. It has the same current marks, and records links with text
     * in this builder as well.
     */
    public InlineBuilder inner() {
        return new InlineBuilder(this);
    }

    /** Whether this link (the object, not an equal one) has text, or {@link #account} was called for it. */
    public boolean accountsFor(Link link) {
        return accounted.contains(link);
    }

    /** Records that a warning names the URL of this link. */
    public void account(Link link) {
        accounted.add(link);
    }

    public Marks marks() {
        return marks;
    }

    /** Sets the marks of the text that follows. */
    public void setMarks(Marks marks) {
        this.marks = marks;
    }

    public void text(String more) {
        if (more.isEmpty()) {
            return;
        }
        if (!text.isEmpty() && textMarks != marks && !textMarks.equals(marks)) {
            flush();
        }
        if (wordBoundary && Character.isLetterOrDigit(last()) && Character.isLetterOrDigit(more.charAt(0))) {
            text.append(' ');
        }
        wordBoundary = false;
        textMarks = marks;
        text.append(more);
        Link link = marks.link();
        if (link != null && !isBlank(more)) {
            accounted.add(link);
        }
    }

    /** Marks the place of a dropped element, so that the words before and after it stay separate. */
    public void wordBoundary() {
        wordBoundary = true;
    }

    /** The last character of the line; a space if the line is empty. */
    private char last() {
        if (!text.isEmpty()) {
            return text.charAt(text.length() - 1);
        }
        Inline last = content.isEmpty() ? Break.BREAK : content.get(content.size() - 1);
        return last instanceof Text before ? before.text().charAt(before.text().length() - 1) : ' ';
    }

    public void lineBreak() {
        flush();
        content.add(Break.BREAK);
    }

    /** Adds a line break, unless the line is already at its beginning. */
    public void ensureLineBreak() {
        flush();
        int last = content.size() - 1;
        boolean blank = last >= 0
                && content.get(last) instanceof Text text
                && text.text().isBlank();
        if (last >= 0 && !(content.get(blank && last > 0 ? last - 1 : last) instanceof Break)) {
            content.add(Break.BREAK);
        }
    }

    /** Splits a canonical line at two or more consecutive line breaks. */
    public static List<List<Inline>> paragraphs(List<Inline> line) {
        List<List<Inline>> paragraphs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i + 1 < line.size(); i++) {
            if (line.get(i) instanceof Break && line.get(i + 1) instanceof Break) {
                paragraphs.add(line.subList(from, i));
                while (line.get(i + 1) instanceof Break) {
                    i++;
                }
                from = i + 1;
            }
        }
        paragraphs.add(line.subList(from, line.size()));
        return paragraphs;
    }

    public void noteReference(String label) {
        flush();
        content.add(new NoteReference(label));
    }

    /** Whether only white space was added since the last {@link #take}. */
    public boolean isBlank() {
        return content.isEmpty() && isBlank(text);
    }

    private static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!CharacterNormalizer.isSpace(text.charAt(i)) && !CharacterNormalizer.isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public List<Inline> take() {
        flush();
        List<Inline> taken = TextNormalizer.line(content);
        content.clear();
        wordBoundary = false;
        return taken;
    }

    private void flush() {
        if (!text.isEmpty()) {
            content.add(new Text(text.toString(), textMarks));
            text.setLength(0);
        }
    }
}
