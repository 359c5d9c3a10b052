package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Canon;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds who is quoted: the {@code footer}, {@code cite} or paragraph of one that ends a quote. */
final class Citations {

    private Citations() {}

    /** Takes the citation out of a {@code blockquote}; null where it has none. */
    static @Nullable String take(Element quote) {
        Element last = quote.lastElementChild();
        if (last == null || last.nextSibling() != null && !isBlankToTheEnd(last)) {
            return null;
        }
        boolean cited =
                switch (last.normalName()) {
                    case "footer", "cite" -> true;
                    case "p" ->
                        last.childrenSize() == 1
                                && last.child(0).normalName().equals("cite")
                                && last.ownText().isBlank();
                    default -> false;
                };
        String text = cited ? Canon.text(PlainText.of(last)) : null;
        if (text != null) {
            last.remove();
        }
        return text == null || isOurs(last) ? text : withoutDash(text);
    }

    /** Ours has no dash that isn't meant. */
    private static boolean isOurs(Element last) {
        return last.normalName().equals("footer")
                && last.childrenSize() == 1
                && last.child(0).normalName().equals("cite")
                && last.ownText().isEmpty();
    }

    private static boolean isBlankToTheEnd(Element last) {
        for (var node = last.nextSibling(); node != null; node = node.nextSibling()) {
            if (!node.outerHtml().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static String withoutDash(String name) {
        boolean dashed = name.startsWith("— ") || name.startsWith("– ");
        return dashed && name.length() > 2 ? name.substring(2) : name;
    }
}
