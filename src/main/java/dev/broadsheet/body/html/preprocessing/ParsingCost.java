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
 * Counts what parsing a source of HTML would cost, in one pass and before any tree exists. A parser that follows the
 * browsers' rules keeps two lists, of the open elements and of the formatting elements that nobody closed; it searches
 * both at every tag, and opens the formatting elements again in every new block. Their lengths and the number of elements
 * made that way are limited here, so that parsing is linear in the length of the source.
 *
 * <p>The counts are upper bounds. An end tag counts only where the parser surely sees it and surely obeys: outside of
 * comments, attributes and raw text, and for an element that was opened in the same scope (WHATWG HTML 13.2.4.2).
 */
public final class ParsingCost {

    /** Open elements; the parsed tree is held to {@link BodyLimits#MAX_ELEMENT_DEPTH} exactly. */
    private static final int OPEN = 4 * BodyLimits.MAX_ELEMENT_DEPTH;

    /** Formatting elements that are open, in all scopes. */
    private static final int FORMATTING = 4 * BodyLimits.MAX_ELEMENT_DEPTH;

    /** Elements that the parser makes, those that it opens again included. */
    private static final int ELEMENTS = 500_000;

    private static final Set<String> FORMATTING_NAMES =
            Set.of("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    /** A second one closes the first. */
    private static final Set<String> ONE_AT_A_TIME = Set.of("a", "nobr");

    /** End tags inside one of these don't reach what was opened outside. */
    private static final Set<String> SCOPES =
            Set.of("table", "td", "th", "caption", "object", "applet", "marquee", "template", "svg", "math", "select");

    private static final Set<String> CELLS = Set.of("td", "th", "caption");
    private static final Set<String> CELLS_END_AT = Set.of("td", "th", "caption", "tr", "tbody", "thead", "tfoot");

    /** Elements that have no end tag or don't need one. */
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

    /** Where these occur, an element of raw text may be one of markup. */
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

    /** What was opened between two limits that end tags don't cross. */
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

    /** Throws {@code Invalid} where parsing the source would cost more than its length allows. */
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

    /** Counts the start tags up to there: whether the parser sees them can't be told, so end tags don't count. */
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

    /** Ends the innermost scope. Formatting may outlive it, so it counts for the one around it from now on. */
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

    /** Behind the tag whose name ends here. A new tag ends it, too: jsoup differs from the standard there. */
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
            i++; // whatever begins a name is part of it, an equals sign included
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

    /** Before the end tag; a script in which a comment begins can't be told to end before that does. */
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
