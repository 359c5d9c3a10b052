package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.html.HtmlReader;
import dev.broadsheet.body.normalization.UrlSanitizer;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Extracts an article from an HTML page: metadata from its head, and the body. Members come from {@code title},
 * {@code meta} and {@code link} elements. Standard HTML names take precedence over Open Graph, and Open Graph over
 * Twitter cards. An Open Graph property about the article that maps to no member causes a warning.
 */
final class HtmlPage {

    /** A heading inside these elements isn't the page's headline. */
    private static final Set<String> NO_HEADLINE_IN = Set.of(
            "li", "blockquote", "table", "dl", "figure", "svg", "template", "noscript", "form", "button", "object");

    /** Properties that describe the page or its files rather than the article. They cause no warning. */
    private static final Set<String> TECHNICAL = Set.of(
            "og:type",
            "og:site_name",
            "og:locale:alternate",
            "og:image:width",
            "og:image:height",
            "og:image:type",
            "og:image:secure_url",
            "og:updated_time",
            "article:publisher");

    private final Document html;
    private final ObjectNode article;
    private final Map<String, List<String>> metas = new LinkedHashMap<>();
    private final Set<String> handled = new LinkedHashSet<>(TECHNICAL);
    private final List<Warning> warnings = new ArrayList<>();

    private HtmlPage(Document html, ObjectNode article) {
        this.html = html;
        this.article = article;
    }

    static ArticleUpload read(String page) {
        ObjectNode article = JsonNodeFactory.instance.objectNode();
        List<Warning> warnings;
        try {
            HtmlPage read = new HtmlPage(HtmlReader.parse(page), article);
            read.head();
            warnings = read.warnings;
        } catch (ValidationProblem tooMuch) {
            // The body parser refuses the page for the same reason, and reports it with a pointer.
            article = JsonNodeFactory.instance.objectNode();
            warnings = List.of();
        }
        if (!page.isBlank()) {
            article.putObject("body").put("html", page);
        }
        return new ArticleUpload(article, ArticleInputReader.InputContext.file(true, 0, Map.of(), warnings));
    }

    private void head() {
        for (Element meta : html.select("head meta[content]")) {
            String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
            if (!meta.attr("content").isBlank()) {
                metas.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(meta.attr("content").strip());
            }
        }
        locale();
        put("summary", first("description", "og:description", "twitter:description"));
        canonical();
        put("publishedAt", first("article:published_time", "og:article:published_time"));
        authors();
        tags();
        put("section", first("article:section"));
        hero();
        title();
        metas.forEach((name, values) -> {
            if ((name.startsWith("og:") || name.startsWith("article:")) && !handled.contains(name)) {
                values.forEach(value -> warnUnmapped(name, value));
            }
        });
    }

    private void warnUnmapped(String name, String value) {
        warnings.add(new Warning(
                "meta-dropped",
                null,
                null,
                "The <meta> element \"" + abbreviated(name) + "\" of the page is not kept: \"" + abbreviated(value)
                        + "\"."));
    }

    private static String abbreviated(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private void locale() {
        Element root = html.selectFirst("html[lang]");
        String named = root == null ? "" : root.attr("lang").strip();
        String graph = first("og:locale");
        if (!named.isEmpty()) {
            article.put("locale", named);
        } else if (graph != null) {
            article.put("locale", graph.replace('_', '-'));
        }
    }

    private void canonical() {
        Element link = html.selectFirst("head link[rel=canonical]");
        String graph = first("og:url");
        if (link != null && !link.attr("href").isBlank()) {
            article.put("canonicalUrl", link.attr("href"));
        } else if (graph != null && UrlSanitizer.absoluteWeb(graph) != null) {
            article.put("canonicalUrl", graph);
        }
    }

    private void authors() {
        Set<String> names = parts("author");
        for (String name : all("article:author")) {
            if (UrlSanitizer.absoluteWeb(name) != null) {
                warnUnmapped("article:author", name);
            } else {
                names.add(name);
            }
        }
        put("authors", names);
    }

    private void tags() {
        Set<String> names = parts("keywords");
        names.addAll(all("article:tag"));
        put("tags", names);
    }

    private void hero() {
        String url = first("og:image", "og:image:url", "twitter:image", "twitter:image:src");
        String alt = first("og:image:alt", "twitter:image:alt");
        String address = url == null ? null : UrlSanitizer.resource(url);
        if (url != null && address == null) {
            warnUnmapped("og:image", url);
        }
        if (address != null) {
            ObjectNode hero = article.putObject("hero").put("url", address);
            if (alt != null) {
                hero.put("alt", alt);
            }
        }
        all("og:image").stream().skip(1).forEach(more -> warnUnmapped("og:image", more));
    }

    /** A headline in the body takes precedence, because the page's title often includes the site's name. */
    private void title() {
        String graph = first("og:title", "twitter:title");
        if (!hasHeadline()) {
            put("title", graph != null ? graph : html.title().isBlank() ? null : html.title());
        }
    }

    /**
     * Whether the body has exactly one first-level heading, or begins with one. The body parser takes it as the title.
     */
    private boolean hasHeadline() {
        List<Element> headlines = new ArrayList<>();
        for (Element heading : html.select("h1")) {
            boolean own = heading.parents().stream().noneMatch(parent -> NO_HEADLINE_IN.contains(parent.normalName()));
            if (own && heading.hasText()) {
                headlines.add(heading);
            }
        }
        return headlines.size() == 1 || !headlines.isEmpty() && isFirstVisible(headlines.get(0));
    }

    private boolean isFirstVisible(Element heading) {
        return html.body().nodeStream().takeWhile(node -> node != heading).noneMatch(HtmlPage::isVisible);
    }

    private static boolean isVisible(Node node) {
        return node instanceof TextNode text && !text.isBlank()
                || node instanceof Element element && element.is("img, iframe, video, audio, hr");
    }

    private @Nullable String first(String... names) {
        String first = null;
        for (String name : names) {
            List<String> values = all(name);
            if (first == null && !values.isEmpty()) {
                first = values.get(0);
            }
        }
        return first;
    }

    private List<String> all(String name) {
        handled.add(name);
        return metas.getOrDefault(name, List.of());
    }

    private Set<String> parts(String name) {
        Set<String> parts = new LinkedHashSet<>();
        for (String value : all(name)) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private void put(String member, @Nullable String value) {
        if (value != null) {
            article.put(member, value);
        }
    }

    private void put(String member, Set<String> names) {
        if (!names.isEmpty()) {
            ArrayNode list = article.putArray(member);
            names.forEach(list::add);
        }
    }
}
