package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Limits;

/**
 * A rough count of how deep HTML nests, before it is parsed: a parser that keeps browsers' rules
 * reopens every unclosed element at each new block, so its time grows with their product. Counts
 * opened minus closed tags; those that need no closing aren't counted. Far above {@link
 * Limits#ELEMENTS_DEPTH} it refuses.
 */
final class Nesting {

    private static final int MAX = 4 * Limits.ELEMENTS_DEPTH;
    private static final String UNCLOSED =
            " area base br col embed hr img input link meta param source track wbr p li dt dd tr td"
                    + " th thead tbody tfoot option optgroup colgroup rp rt html head body !doctype ";

    private Nesting() {}

    static void check(String html) {
        int depth = 0;
        int at = html.indexOf('<');
        while (at >= 0 && at + 1 < html.length()) {
            char next = html.charAt(at + 1);
            if (isLetter(next)) {
                if (!isUnclosed(html, at + 1) && ++depth > MAX) {
                    throw Limits.elementsTooDeep();
                }
            } else if (next == '/' && at + 2 < html.length() && isLetter(html.charAt(at + 2))) {
                depth = isUnclosed(html, at + 2) ? depth : Math.max(0, depth - 1);
            }
            at = html.indexOf('<', at + 1);
        }
    }

    private static boolean isUnclosed(String html, int from) {
        int to = from;
        while (to < html.length() && to - from < 12 && isNameCharacter(html.charAt(to))) {
            to++;
        }
        return UNCLOSED.contains(" " + html.substring(from, to).toLowerCase(java.util.Locale.ROOT) + " ");
    }

    private static boolean isNameCharacter(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == ':' || c == '-';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
