package dev.broadsheet.body.document;

/**
 * Limits the share of syntax in a source, before it is parsed. Parsers create an object for each bracket and asterisk,
 * and look back over these objects; a source that is only syntax costs a hundred times as much as prose. In an article
 * of maximum length, a few per cent of the characters are syntax.
 */
public final class MarkupDensity {

    /** Maximum number of syntax characters in a Markdown source; an HTML source may have twice as many. */
    static final int MAX_MARKUP = 80_000;

    /** Maximum number of lines, since each may begin a block. */
    static final int MAX_LINES = 100_000;

    /**
     * Maximum number of lines that don't begin with a letter, without a blank line in between. At each of them the
     * parser looks for a table, over all lines before it.
     */
    static final int MAX_CONSECUTIVE_LINES = 8_000;

    private MarkupDensity() {}

    /** Throws {@code ValidationProblem} if a Markdown source has too much syntax. */
    public static void checkMarkdown(String text) {
        int markup = 0;
        int lines = 0;
        int together = 0;
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n', '\r' -> {
                    together = start ? 0 : together;
                    lines++;
                    start = true;
                }
                case ' ', '\t' -> {}
                case '*', '_', '[', ']', '`', '<', '&', '~', '{', '!', '\\', '@', '|', '>', '+', '-' -> {
                    markup++;
                    together += start ? 1 : 0;
                    start = false;
                }
                default -> {
                    together += start && !Character.isLetter(c) ? 1 : 0;
                    start = false;
                }
            }
            if (markup > MAX_MARKUP || lines > MAX_LINES || together > MAX_CONSECUTIVE_LINES) {
                throw BodyLimits.tooDense();
            }
        }
    }

    /** Throws {@code ValidationProblem} if an HTML source has too much syntax. */
    public static void checkHtml(String text) {
        int markup = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '<' || c == '&' || c == '=') && ++markup > 2 * MAX_MARKUP) {
                throw BodyLimits.tooDense();
            }
        }
    }
}
