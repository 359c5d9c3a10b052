package dev.broadsheet.body.html.preprocessing;

import dev.broadsheet.body.document.BodyLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Estimates the cost of parsing an HTML source, in one pass and before a tree exists. A parser that follows the WHATWG
 * rules keeps two lists: the open elements, and the formatting elements that were not closed. It searches both lists at
 * every tag, and re-opens the formatting elements in every new block. This class limits the lengths of both lists and
 * the number of elements created, so that parsing is linear in the length of the source.
 *
 * <p>The counts are upper bounds. An end tag counts only where it is certain that the parser reads it and closes an
 * element: outside of comments, attributes and raw text, and for an element that was opened in the same scope (WHATWG
 * HTML 13.2.4.2).
 */
public final class ParsingCost {

    /** Maximum number of open elements. {@link BodyLimits#MAX_ELEMENT_DEPTH} is enforced exactly on the parsed tree. */
    private static final int OPEN = 4 * BodyLimits.MAX_ELEMENT_DEPTH;

    /** Maximum number of open formatting elements, over all scopes. */
    private static final int FORMATTING = 4 * BodyLimits.MAX_ELEMENT_DEPTH;

    /** Maximum number of elements that the parser creates, including re-opened formatting elements. */
    private static final int ELEMENTS = 500_000;

    private static final Set<String> FORMATTING_NAMES =
            Set.of("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    /** A second start tag of one of these elements closes the first element. */
    private static final Set<String> ONE_AT_A_TIME = Set.of("a", "nobr");

    /** End tags inside one of these elements don't close elements that were opened outside of it. */
    private static final Set<String> SCOPES =
            Set.of("table", "td", "th", "caption", "object", "applet", "marquee", "template", "svg", "math", "select");

    private static final Set<String> CELLS = Set.of("td", "th", "caption");
    private static final Set<String> CELLS_END_AT = Set.of("td", "th", "caption", "tr", "tbody", "thead", "tfoot");

    /** Elements whose end tag is missing or optional. */
    private static final Set<String> UNCLOSED = Set.of(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
            "p",
            "li",
            "dt",
            "dd",
            "tr",
            "thead",
            "tbody",
            "tfoot",
            "option",
            "optgroup",
            "colgroup",
            "rp",
            "rt",
            "html",
            "head",
            "body");

    private static final Set<String> RAW_TEXT =
            Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext");

    /** After one of these elements, the content of a raw-text element may be parsed as markup. */
    private static final Set<String> CHANGES_RAW_TEXT = Set.of("svg", "math", "select", "template", "frameset");

    private final String html;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private int at;
    private int open;
    private int formatting;
    private int elements;
    private boolean rawTextIsSure = true;

    private ParsingCost(String html) {
        this.html = html;
        scopes.push(new Scope(""));
    }

    /** The elements opened in one scope. End tags don't cross scopes. */
    private static final class Scope {
        private final String name;
        private final List<String> open = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();

        Scope(String name) {
            this.name = name;
        }

        int count(String element) {
            return counts.getOrDefault(element, 0);
        }
    }

    /** Throws {@code ValidationProblem} if parsing the source would cost more than its length allows. */
    public static void check(String html) {
        new ParsingCost(html).count();
    }

    private void count() {
        for (at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
            if (isLetterAt(at + 1)) {
                startTag();
            } else if (html.startsWith("</", at) && isLetterAt(at + 2)) {
                endTag();
            } else if (html.startsWith("<!--", at)) {
                at = endOfComment(at + 4);
            } else if (html.startsWith("<![CDATA[", at) && !rawTextIsSure) {
                startsUntil(orEnd(html.indexOf("]]>", at)));
            } else if (html.startsWith("<!", at) || html.startsWith("<?", at) || html.startsWith("</", at)) {
                at = orEnd(html.indexOf('>', at));
            } else {
                at++;
            }
        }
    }

    private void startTag() {
        String name = nameAt(at + 1);
        at = endOfTag(at + 1 + name.length());
        opened(name);
        if (RAW_TEXT.contains(name)) {
            int end = endOfRawText(name);
            if (rawTextIsSure) {
                at = end;
            } else {
                startsUntil(end);
            }
        }
    }

    /**
     * Counts the start tags up to {@code end}. End tags don't count, because it is unknown whether the parser sees
     * these tags.
     */
    private void startsUntil(int end) {
        for (int i = html.indexOf('<', at + 1); i >= 0 && i < end; i = html.indexOf('<', i + 1)) {
            if (isLetterAt(i + 1)) {
                opened(nameAt(i + 1));
            }
        }
        at = end;
    }

    private void opened(String name) {
        rawTextIsSure &= !CHANGES_RAW_TEXT.contains(name);
        if (CELLS_END_AT.contains(name) && CELLS.contains(scope().name)) {
            leave();
        }
        if (FORMATTING_NAMES.contains(name)) {
            elements++;
            if (!ONE_AT_A_TIME.contains(name) || scope().count(name) == 0) {
                scope().counts.merge(name, 1, Integer::sum);
                formatting++;
            }
        } else {
            elements += 1 + formatting;
            if (SCOPES.contains(name)) {
                scopes.push(new Scope(name));
                open++;
            } else if (!UNCLOSED.contains(name)) {
                scope().open.add(name);
                scope().counts.merge(name, 1, Integer::sum);
                open++;
            }
        }
        if (open > OPEN || formatting > FORMATTING) {
            throw BodyLimits.elementsTooDeep();
        }
        if (elements > ELEMENTS) {
            throw BodyLimits.tooDense();
        }
    }

    private void endTag() {
        String name = nameAt(at + 2);
        at = endOfTag(at + 2 + name.length());
        if (name.equals("table") && CELLS.contains(scope().name)) {
            leave();
        }
        Scope scope = scope();
        if (FORMATTING_NAMES.contains(name)) {
            if (scope.count(name) > 0) {
                scope.counts.merge(name, -1, Integer::sum);
                formatting--;
            }
            return;
        }
        elements += formatting;
        if (SCOPES.contains(name)) {
            if (scope.name.equals(name)) {
                leave();
            }
        } else if (scope.count(name) > 0) {
            String closed = "";
            while (!closed.equals(name)) {
                closed = scope.open.remove(scope.open.size() - 1);
                scope.counts.merge(closed, -1, Integer::sum);
                open--;
            }
        }
    }

    private Scope scope() {
        return scopes.element();
    }

    /** Ends the innermost scope. Its formatting elements may outlive it, so they now count for the enclosing scope. */
    private void leave() {
        Scope left = scopes.pop();
        open -= 1 + left.open.size();
        for (String name : FORMATTING_NAMES) {
            if (left.count(name) > 0) {
                scope().counts.merge(name, left.count(name), Integer::sum);
            }
        }
    }

    private String nameAt(int from) {
        int to = from;
        while (to < html.length() && !isSpace(html.charAt(to)) && "/><".indexOf(html.charAt(to)) < 0) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the offset after the tag whose name ends at {@code from}. A {@code <} ends the tag as well; jsoup differs
     * from the standard here.
     */
    private int endOfTag(int from) {
        int i = from;
        while (true) {
            i = skip(i, " \t\n\r\f/");
            if (i >= html.length() || html.charAt(i) == '<') {
                return i;
            }
            if (html.charAt(i) == '>') {
                return i + 1;
            }
            i++; // the first character always belongs to the name, even an equals sign
            while (i < html.length() && !isSpace(html.charAt(i)) && "/>=".indexOf(html.charAt(i)) < 0) {
                i++;
            }
            i = skip(i, " \t\n\r\f");
            if (i < html.length() && html.charAt(i) == '=') {
                i = endOfValue(skip(i + 1, " \t\n\r\f"));
            }
        }
    }

    private int endOfValue(int from) {
        if (from < html.length() && (html.charAt(from) == '"' || html.charAt(from) == '\'')) {
            return orEnd(html.indexOf(html.charAt(from), from + 1) + 1);
        }
        int i = from;
        while (i < html.length() && !isSpace(html.charAt(i)) && html.charAt(i) != '>') {
            i++;
        }
        return i;
    }

    private int endOfComment(int from) {
        if (html.startsWith(">", from) || html.startsWith("->", from)) {
            return html.indexOf('>', from) + 1;
        }
        for (int i = html.indexOf("--", from); i >= 0; i = html.indexOf("--", i + 1)) {
            if (html.startsWith(">", i + 2) || html.startsWith("!>", i + 2)) {
                return html.indexOf('>', i) + 1;
            }
        }
        return html.length();
    }

    /**
     * Returns the offset of the end tag. In a script, an end tag inside a comment is ignored, because it is unknown
     * whether the parser ends the script there.
     */
    private int endOfRawText(String name) {
        int i = at;
        while (!name.equals("plaintext") && (i = html.indexOf('<', i)) >= 0) {
            if (name.equals("script") && html.startsWith("<!--", i)) {
                i = orEnd(html.indexOf("-->", i));
            } else if (html.startsWith("</", i)
                    && nameAt(i + 2, name.length() + 1).equals(name)) {
                return i;
            } else {
                i++;
            }
        }
        return html.length();
    }

    private String nameAt(int from, int length) {
        int to = Math.min(html.length(), from + length);
        int end = from;
        while (end < to && !isSpace(html.charAt(end)) && "/>".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private int skip(int from, String characters) {
        int i = from;
        while (i < html.length() && characters.indexOf(html.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private int orEnd(int found) {
        return found <= 0 ? html.length() : found;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private boolean isLetterAt(int i) {
        if (i >= html.length()) {
            return false;
        }
        char c = html.charAt(i);
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
