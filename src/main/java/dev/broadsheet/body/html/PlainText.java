package dev.broadsheet.body.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The text of an element without markup. A space separates blocks. jsoup's own {@code text()} is not used, because it
 * removes invisible characters that some scripts need.
 */
final class PlainText {

    private PlainText() {}

    static String of(Element element) {
        return without(element, null);
    }

    /** The text of an element, without the text of {@code part}. */
    static String without(Element element, @Nullable Element part) {
        StringBuilder out = new StringBuilder();
        append(element, out, part, false);
        return out.toString();
    }

    /** The text of an element, including the text of elements that are not kept. */
    static String withDropped(Element element) {
        StringBuilder out = new StringBuilder();
        append(element, out, null, true);
        return out.toString();
    }

    private static void append(Node parent, StringBuilder out, @Nullable Element without, boolean all) {
        for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof TextNode text) {
                out.append(text.getWholeText());
            } else if (child instanceof Element element && element != without) {
                String name = element.normalName();
                boolean dropped = HtmlElements.isDropped(name);
                if (dropped && (!all || UnmappedMarkup.isInvisible(name))) {
                    out.append(UnmappedMarkup.isInvisible(name) ? "" : " ");
                    continue;
                }
                boolean apart = dropped
                        || HtmlElements.isOnItsOwnLine(name)
                        || name.equals("br")
                        || name.equals("td")
                        || name.equals("th");
                out.append(apart ? " " : name.equals("q") ? "“" : "");
                if (name.equals("math")) {
                    out.append(MathMlReader.plain(element));
                } else {
                    append(element, out, without, all);
                }
                out.append(apart ? " " : name.equals("q") ? "”" : "");
            }
        }
    }
}
