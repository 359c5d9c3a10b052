package dev.broadsheet.body.document;

/**
 * How much of a source is syntax, counted before it is parsed. Parsers make an object of each
 * bracket and star, and look back over them; text that is nothing else costs a hundred times what
 * prose does. An article of the greatest length has a few per cent.
 */
public final class MarkupDensity {

    /** Characters of a source that may be syntax. */
    static final int MAX_MARKUP = 80_000;

    /** Lines that may begin a block. */
    static final int MAX_LINES = 100_000;

    /** Such lines without a blank one between: a table is looked for at each, over all before it. */
    static final int MAX_CONSECUTIVE_LINES = 8_000;

    private MarkupDensity() {}

    /** Throws {@code Invalid} where a Markdown source is too dense. */
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

    /** Throws {@code Invalid} where an HTML source is too dense. */
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
