package dev.broadsheet.body.html;

import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the citation at the end of a quote: a {@code footer}, a {@code cite}, or a paragraph that contains only a
 * {@code cite}.
 */
final class CitationExtractor {

    /**
     * The citation of a quote.
     *
     * @param url the URL of the citation's only link; null if it has none or several, or if the quote itself has a
     *     {@code cite} URL
     */
    record Citation(@Nullable String text, @Nullable String url) {
        static final Citation NONE = new Citation(null, null);
    }

    private CitationExtractor() {}

    /** Removes the citation from a {@code blockquote} and returns it. */
    static Citation extract(Element quote, UnmappedMarkup unmapped) {
        Element last = quote.lastElementChild();
        if (last == null || last.nextSibling() != null && !isBlankToTheEnd(last)) {
            return Citation.NONE;
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
        if (!cited || TextNormalizer.text(PlainText.of(last)) == null) {
            return Citation.NONE;
        }
        List<Element> links = last.select("a[href]");
        String url = links.size() == 1 && quote.attr("cite").isBlank()
                ? UrlSanitizer.absoluteWeb(links.get(0).attr("href"))
                : null;
        if (url != null) {
            links.get(0).unwrap();
        }
        String text = unmapped.plainText(last, "A citation");
        last.remove();
        return new Citation(text == null || isOurs(last) ? text : withoutDash(text), url);
    }

    /**
     * Whether the citation has the form that {@code HtmlWriter} writes. In this form a leading dash is part of the
     * text; in other sources it is decoration.
     */
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
