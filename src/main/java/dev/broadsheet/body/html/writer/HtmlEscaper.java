package dev.broadsheet.body.html.writer;

/** Escapes text for HTML. The HTML writer adds text through these methods only. */
public final class HtmlEscaper {

    private HtmlEscaper() {}

    /** For text between tags. */
    public static void text(StringBuilder out, String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        default -> null;
                    };
            if (reference != null) {
                out.append(text, from, i).append(reference);
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }

    /**
     * For a value in double quotes. Also escapes the apostrophe and the backtick, in case a consumer moves the value
     * into another context.
     */
    static void attribute(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '`' -> out.append("&#96;");
                case '\n' -> out.append("&#10;");
                default -> out.append(c);
            }
        }
    }

    /** For text in {@code pre}. {@code lineEnd} replaces each line end, so that the element can stay on one line. */
    static void preformatted(StringBuilder out, String text, String lineEnd) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append(lineEnd);
                default -> out.append(c);
            }
        }
    }
}
