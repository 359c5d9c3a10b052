package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block.Code;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** The language and the text of preformatted code. */
final class PreformattedCode {

    private static final Pattern CLASS = Pattern.compile("(?:^|\\s)lang(?:uage)?-(\\S{1,60})");
    private static final Pattern BRUSH = Pattern.compile("brush:\\s*([\\w+#-]{1,30})");

    private PreformattedCode() {}

    static @Nullable String language(Element code, Element pre) {
        for (String classes : new String[] {code.attr("class"), pre.attr("class")}) {
            Matcher named = CLASS.matcher(classes);
            Matcher brush = BRUSH.matcher(classes);
            if (named.find() && Code.isLanguage(named.group(1))) {
                return named.group(1);
            }
            if (brush.find()) {
                return brush.group(1);
            }
        }
        return null;
    }

    static String text(Element pre) {
        StringBuilder out = new StringBuilder();
        append(pre, out);
        return out.toString();
    }

    private static void append(Node parent, StringBuilder out) {
        for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof TextNode text) {
                out.append(text.getWholeText());
            } else if (child instanceof Element element) {
                String name = element.normalName();
                if (name.equals("br")) {
                    out.append('\n');
                } else if (name.equals("math")) {
                    out.append(MathMlReader.plain(element));
                } else if (HtmlElements.isOnItsOwnLine(name)) {
                    newLine(out);
                    append(element, out);
                    newLine(out);
                } else if (!HtmlElements.isDropped(name)) {
                    append(element, out);
                    out.append(name.equals("td") || name.equals("th") ? " " : "");
                }
            }
        }
    }

    private static void newLine(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }
}
