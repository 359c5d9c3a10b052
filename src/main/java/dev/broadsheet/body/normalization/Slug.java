package dev.broadsheet.body.normalization;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Text;
import java.util.List;
import java.util.Locale;

/** Creates ids of headings and labels of footnotes: letters and digits of any script, {@code -} and {@code _}. */
public final class Slug {

    private static final int MAX_LENGTH = 80;

    private Slug() {}

    /** Derives the id of a heading from its text, for headings without an explicit id. */
    public static String of(List<Inline> content) {
        StringBuilder text = new StringBuilder();
        for (Inline inline : content) {
            text.append(inline instanceof Text run ? run.text() : " ");
            if (text.length() > 2 * MAX_LENGTH) {
                break;
            }
        }
        String id = id(text.toString());
        return id.isEmpty() ? "section" : id;
    }

    /**
     * Returns an explicit id in lower case, with {@code -} in place of invalid characters; may be empty. An id that
     * begins like the id of a footnote gets the prefix {@code s-}.
     */
    public static String id(String raw) {
        String id = slug(raw.toLowerCase(Locale.ROOT));
        return id.startsWith("fn-") || id.startsWith("fnref-") ? slug("s-" + id) : id;
    }

    /** Returns the label of a footnote in lower case, with {@code -} in place of invalid characters; may be empty. */
    public static String label(String raw) {
        return slug(raw.toLowerCase(Locale.ROOT));
    }

    private static String slug(String raw) {
        StringBuilder out = new StringBuilder(Math.min(raw.length(), MAX_LENGTH));
        boolean gap = false;
        for (int i = 0; i < raw.length() && out.length() < MAX_LENGTH; ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)
                    || c == '_'
                    || Character.getType(c) == Character.NON_SPACING_MARK && !out.isEmpty()) {
                if (gap && !out.isEmpty()) {
                    out.append('-');
                }
                gap = false;
                out.appendCodePoint(c);
            } else {
                gap = true;
            }
        }
        return out.toString();
    }
}
