package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.html.HtmlReader;
import dev.broadsheet.kernel.Invalid;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * An article as an HTML page: what its head says of it, and its body. Taken from the head: title, language, and the
 * {@code meta} elements description, author, keywords and article:published_time (Open Graph), and the canonical link.
 */
final class HtmlPage {

    private HtmlPage() {}

    static NewsDesk.Upload read(String page) {
        ObjectNode article = JsonNodeFactory.instance.objectNode();
        try {
            head(HtmlReader.parse(page), article);
        } catch (Invalid tooMuch) {
            // The reader of the body refuses the page for the same reason, and with a pointer.
            return upload(page, JsonNodeFactory.instance.objectNode());
        }
        return upload(page, article);
    }

    private static NewsDesk.Upload upload(String page, ObjectNode article) {
        if (!page.isBlank()) {
            article.putObject("body").put("html", page);
        }
        return new NewsDesk.Upload(article, SubmissionReader.Upload.PAGE);
    }

    private static void head(Document html, ObjectNode article) {
        put(article, "locale", html.selectFirst("html[lang]"), "lang");
        put(article, "summary", html.selectFirst("head meta[name=description]"), "content");
        put(article, "canonicalUrl", html.selectFirst("head link[rel=canonical]"), "href");
        put(article, "publishedAt", html.selectFirst("head meta[property=article:published_time]"), "content");
        split(article, "authors", html.selectFirst("head meta[name=author]"));
        split(article, "tags", html.selectFirst("head meta[name=keywords]"));
        // The headline on the page comes first: a title often carries the site's name.
        if (html.selectFirst("h1") == null && !html.title().isBlank()) {
            article.put("title", html.title());
        }
    }

    private static void put(ObjectNode article, String member, @Nullable Element element, String attribute) {
        if (element != null && !element.attr(attribute).isBlank()) {
            article.put(member, element.attr(attribute));
        }
    }

    private static void split(ObjectNode article, String member, @Nullable Element element) {
        if (element == null) {
            return;
        }
        var list = article.putArray(member);
        for (String part : element.attr("content").split(",")) {
            if (!part.isBlank()) {
                list.add(part.strip());
            }
        }
    }
}
