package dev.broadsheet.body.normalization;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes text to its canonical form, in which texts with the same meaning are equal:
 *
 * <ul>
 *   <li>white space is a single space; there is none at the edges of a line or beside a line break;
 *   <li>a space has the marks that the text on both sides has in common, so no mark begins or ends with a space. A
 *       space is code or part of a link only if the source had it inside one: two code spans or links with a space
 *       between them stay separate;
 *   <li>adjacent texts with the same marks are merged, and no text is empty;
 *   <li>a line neither begins nor ends with a line break.
 * </ul>
 *
 * <p>{@link DocumentNormalizer} normalizes whole documents.
 */
public final class TextNormalizer {

    private TextNormalizer() {}

    /** Returns the canonical form of one line of text. */
    public static List<Inline> line(List<Inline> content) {
        if (content.isEmpty()) {
            return List.of();
        }
        if (content.size() == 1 && content.get(0) instanceof Text only) {
            String text = strip(CharacterNormalizer.singleLine(only.text()));
            return text.isEmpty() ? List.of() : List.of(new Text(text, only.marks()));
        }
        LineBuilder line = new LineBuilder(content.size());
        for (Inline inline : content) {
            if (inline instanceof Text text) {
                line.text(text);
            } else {
                line.other(inline);
            }
        }
        return line.end();
    }

    /** Returns the canonical form of text without marks, such as a caption; null if it is blank. */
    public static @Nullable String text(@Nullable String text) {
        String line = text == null ? "" : strip(CharacterNormalizer.singleLine(text));
        return line.isEmpty() ? null : line;
    }

    private static String strip(String line) {
        int from = line.startsWith(" ") ? 1 : 0;
        int to = line.length() > from && line.endsWith(" ") ? line.length() - 1 : line.length();
        return line.substring(from, Math.max(from, to));
    }

    /** Builds a canonical line. */
    private static final class LineBuilder {
        private final List<Inline> out;
        private final StringBuilder last = new StringBuilder();
        private @Nullable Marks lastMarks;

        /** The marks of pending white space; null if there is none. */
        private @Nullable Marks space;

        LineBuilder(int size) {
            out = new ArrayList<>(size);
        }

        void text(Text run) {
            String text = CharacterNormalizer.singleLine(run.text());
            String core = strip(text);
            if (text.startsWith(" ")) {
                space = space == null ? run.marks() : space.and(run.marks());
            }
            if (!core.isEmpty()) {
                addSpace(run.marks());
                add(core, run.marks());
                space = text.endsWith(" ") ? run.marks() : null;
            }
        }

        void other(Inline inline) {
            if (inline instanceof Break) {
                space = null;
                flush();
                if (!out.isEmpty()) {
                    out.add(inline);
                }
            } else {
                addSpace(Marks.NONE);
                flush();
                out.add(inline);
            }
        }

        List<Inline> end() {
            flush();
            while (!out.isEmpty() && out.get(out.size() - 1) instanceof Break) {
                out.remove(out.size() - 1);
            }
            return List.copyOf(out);
        }

        private void addSpace(Marks next) {
            if (space == null) {
                return;
            }
            Marks own = space;
            space = null;
            if (lastMarks != null) {
                add(" ", lastMarks.and(next).withinSpansOf(own));
            } else if (!out.isEmpty() && !(out.get(out.size() - 1) instanceof Break)) {
                add(" ", Marks.NONE);
            }
        }

        private void add(String text, Marks marks) {
            if (lastMarks != null && !lastMarks.equals(marks)) {
                flush();
            }
            lastMarks = marks;
            last.append(text);
        }

        private void flush() {
            if (lastMarks != null) {
                out.add(new Text(last.toString(), lastMarks));
                last.setLength(0);
                lastMarks = null;
            }
        }
    }
}
