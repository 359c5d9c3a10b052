package dev.broadsheet.body.markdown;

import java.util.EnumSet;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkType;

/**
 * Escapes text so that Markdown parses it as text only. An empty comment breaks up a URL that isn't a link, because
 * autolinks ignore backslashes. It also breaks up a bracket that would begin a task.
 */
final class MarkdownEscaper {

    /** The context of a text, which decides what would be parsed as syntax. */
    enum Place {
        PARAGRAPH,
        HEADING,
        CELL,
        LINKED,
        LINKED_IN_CELL,
        ALT;

        Place linked() {
            return this == CELL ? LINKED_IN_CELL : LINKED;
        }
    }

    private static final String SEPARATOR = "<!-- -->";
    private static final LinkExtractor ADDRESSES =
            LinkExtractor.builder().linkTypes(EnumSet.allOf(LinkType.class)).build();

    private final StringBuilder out;
    private boolean afterNote;

    MarkdownEscaper(StringBuilder out) {
        this.out = out;
    }

    /** Marks that the next text directly follows a footnote reference. */
    void afterNote() {
        afterNote = true;
    }

    /** @param atStart whether the text begins a line */
    void text(String text, Place place, boolean atStart) {
        int from = atStart && place == Place.PARAGRAPH ? start(text) : 0;
        boolean note = afterNote && out.length() > 0 && out.charAt(out.length() - 1) == ']';
        afterNote = false;
        boolean parted = place.compareTo(Place.LINKED) < 0 && hasAddress(text);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '`', '*', '_', '[', ']', '<', '~', '{' -> out.append('\\');
                case '&' -> out.append(i + 1 < text.length() && isReference(text.charAt(i + 1)) ? "\\" : "");
                case '!' -> out.append(i + 1 == text.length() || text.charAt(i + 1) == '[' ? "\\" : "");
                case '#' -> out.append(place == Place.HEADING ? "\\" : "");
                case '|' -> out.append(place == Place.CELL || place == Place.LINKED_IN_CELL ? "\\" : "");
                case '^' -> out.append(i == 0 && (place == Place.LINKED || place == Place.LINKED_IN_CELL) ? "\\" : "");
                case '(', ':' -> out.append(i == 0 && note ? "\\" : "");
                default -> {}
            }
            out.append(c);
            if (parted && needsSeparator(text, i)) {
                out.append(SEPARATOR);
            }
        }
    }

    /** Escapes characters that would begin a block. Returns the number of characters that it consumed. */
    private int start(String text) {
        char c = text.charAt(0);
        switch (c) {
            case '#', '>', '+', '-', '=', '|', ':' -> out.append('\\').append(c);
            case '[' -> {
                boolean task = text.length() > 3 && " xX".indexOf(text.charAt(1)) >= 0 && text.startsWith("] ", 2);
                out.append("\\[").append(task ? SEPARATOR : "");
            }
            default -> {
                int digits = 0;
                while (digits < text.length() && digits < 10 && isDigit(text.charAt(digits))) {
                    digits++;
                }
                if (digits == 0 || digits == text.length() || ".)".indexOf(text.charAt(digits)) < 0) {
                    return 0;
                }
                out.append(text, 0, digits).append('\\').append(text.charAt(digits));
                return digits + 1;
            }
        }
        return 1;
    }

    /** Writes a title for use in double quotes. */
    void quoted(String text, boolean inCell) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '&' || c == '|' && inCell) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    private static boolean isReference(char c) {
        return c == '#' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean hasAddress(String text) {
        boolean possible = text.indexOf('@') >= 0
                || text.contains("://")
                || text.toLowerCase(java.util.Locale.ROOT).contains("www.");
        return possible && ADDRESSES.extractLinks(text).iterator().hasNext();
    }

    /** Whether a separator after this character keeps the text from being parsed as a URL or email address. */
    private static boolean needsSeparator(String text, int i) {
        char c = text.charAt(i);
        return c == '@'
                || c == ':' && text.startsWith("//", i + 1)
                || (c == 'w' || c == 'W') && i + 1 < text.length() && text.charAt(i + 1) == '.';
    }
}
