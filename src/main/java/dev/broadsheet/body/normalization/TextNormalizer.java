package dev.broadsheet.body.normalization;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of text, in which equal means equal:
 *
 * <ul>
 *   <li>white space is a single space, and none stands at the edges of a line or beside a break;
 *   <li>a space has the marks that the text on both its sides has, so no mark begins or ends with
 *       one; but it is code, or part of a link, only where the source had it inside of one: two code
 *       spans or links with a space between them stay two;
 *   <li>neighbours with the same marks are one text, and no text is empty;
 *   <li>no break is first or last.
 * </ul>
 *
 * <p>For whole documents see {@link DocumentNormalizer}.
 */
public final class TextNormalizer {

    private TextNormalizer() {}

    /** The canonical form of one line of text. */
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

    /** The canonical form of text that has no marks, such as a caption; null where it is blank. */
    public static @Nullable String text(@Nullable String text) {
        String line = text == null ? "" : strip(CharacterNormalizer.singleLine(text));
        return line.isEmpty() ? null : line;
    }

    private static String strip(String line) {
        int from = line.startsWith(" ") ? 1 : 0;
        int to = line.length() > from && line.endsWith(" ") ? line.length() - 1 : line.length();
        return line.substring(from, Math.max(from, to));
    }

    /** A line in the making. */
    private static final class LineBuilder {
        private final List<Inline> out;
        private final StringBuilder last = new StringBuilder();
        private @Nullable Marks lastMarks;

        /** The marks of white space that may have to be added; null where there is none. */
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
