package dev.broadsheet.body.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What an element says, without its markup, a space where a block begins or ends. jsoup's own
 * {@code text()} takes away invisible characters that some scripts need.
 */
final class PlainText {

    private PlainText() {}

    static String of(Element element) {
        return without(element, null);
    }

    /** What it says, one element inside it left out. */
    static String without(Element element, @Nullable Element part) {
        StringBuilder out = new StringBuilder();
        append(element, out, part, false);
        return out.toString();
    }

    /** What it says, with the text of elements that are not kept. */
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
