package dev.broadsheet.body.html;

import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Records warnings about markup that has no equivalent in the document. */
final class UnmappedMarkup {

    private static final Set<String> GLOBAL_ATTRIBUTES = Set.of("dir", "lang");

    /** Attributes whose value the warning quotes when they are dropped. */
    private static final Set<String> URL_ATTRIBUTES = Set.of("cite", "href", "src", "poster", "longdesc", "data");

    /** Elements without visible content. */
    private static final Set<String> INVISIBLE = Set.of("script", "style", "link", "meta", "base", "template");

    private static final int MAX_QUOTED_LENGTH = 60;

    /** Maximum number of URLs that one warning names. */
    private static final int MAX_ADDRESSES = 20;

    private static final Pattern MICROSOFT_CONDITIONAL_COMMENT = Pattern.compile("\\[(?:if [^\\]]{0,60}|endif)\\]");

    private final ConversionWarnings warnings;
    private final int linesBefore;
    private final int onlyLine;

    UnmappedMarkup(ConversionWarnings warnings, int linesBefore) {
        this(warnings, linesBefore, 0);
    }

    private UnmappedMarkup(ConversionWarnings warnings, int linesBefore, int onlyLine) {
        this.warnings = warnings;
        this.linesBefore = linesBefore;
        this.onlyLine = onlyLine;
    }

    /** For elements in one line of a source in another format. */
    static UnmappedMarkup onLine(ConversionWarnings warnings, int line) {
        return new UnmappedMarkup(warnings, line - 1, line);
    }

    int linesBefore() {
        return linesBefore;
    }

    void checkAttributes(Element element) {
        checkAttributes(element, Marks.NONE);
    }

    /**
     * Adds the marks of the element's {@code style} attribute to {@code marks} and returns all of them. Attributes
     * other than {@code known}, dir and lang cause warnings.
     */
    Marks checkAttributes(Element element, Marks marks, String... known) {
        Marks styled = marks;
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey();
            if (name.equals("style")) {
                StyleMarks styles = StyleMarks.apply(styled, attribute.getValue());
                styled = styles.marks();
                styles.unmapped()
                        .forEach(lost -> warn(
                                element,
                                "style-lost",
                                "Style \"" + lost + "\" of <" + element.normalName() + "> is not kept."));
            } else if (!GLOBAL_ATTRIBUTES.contains(name) && !List.of(known).contains(name)) {
                attributeDropped(element, name);
            }
        }
        return styled;
    }

    void attributeDropped(Element element, String name) {
        String value = URL_ATTRIBUTES.contains(name) ? element.attr(name).strip() : "";
        warn(
                element,
                "attribute-dropped",
                "Attribute \"" + abbreviated(name) + "\" of <" + abbreviated(element.normalName()) + "> is not kept"
                        + (value.isEmpty() ? "." : ": \"" + abbreviated(value) + "\"."));
    }

    void elementDropped(Element element) {
        boolean formal = element.normalName().equals("head") && element.parent() != null;
        if (formal) {
            element.children().forEach(this::elementDropped);
        } else if (!isAboutThePage(element)) {
            warn(
                    element,
                    "element-dropped",
                    "Element <" + abbreviated(element.normalName()) + "> and its content are not kept"
                            + describeContent(element) + ".");
        }
    }

    /** The beginning of an element's visible text, and the URLs in the element. */
    private static String describeContent(Element element) {
        StringBuilder words = new StringBuilder();
        if (!isInvisible(element.normalName())) {
            words.append(PlainText.withDropped(element));
            element.select("img[alt], amp-img[alt]")
                    .forEach(image -> words.append(' ').append(image.attr("alt")));
        }
        Set<String> addresses = new LinkedHashSet<>();
        for (Element addressed : element.select("[src], [href], [data], [cite]")) {
            for (String name : List.of("src", "href", "data", "cite")) {
                addresses.add(addressed.attr(name).strip());
            }
        }
        addresses.remove("");
        String text = TextNormalizer.text(words.toString());
        return text == null && addresses.isEmpty()
                ? ""
                : (text == null ? "" : ": \"" + abbreviated(text) + "\"")
                        + (addresses.isEmpty() ? "" : (text == null ? ": " : ", ") + quoted(addresses));
    }

    /** Formats URLs for a warning. */
    static String quoted(Set<String> addresses) {
        int more = addresses.size() - MAX_ADDRESSES;
        return addresses.stream()
                        .limit(MAX_ADDRESSES)
                        .map(address -> "\"" + abbreviated(address) + "\"")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Whether elements of this name have no visible content. */
    static boolean isInvisible(String name) {
        return INVISIBLE.contains(name);
    }

    /**
     * Returns the plain text of an element; null if it has none. Warns about the links, marks and images in it.
     *
     * @param place names the target of the text, as the subject of the warning's sentence
     */
    @Nullable
    String plainText(Element element, String place) {
        warnFlattened(element, place);
        return TextNormalizer.text(PlainText.of(element));
    }

    private void warnFlattened(Element element, String place) {
        String name = element.normalName();
        if (name.equals("a") && element.hasAttr("href")) {
            warn(
                    element,
                    "link-dropped",
                    place + " is plain text; its link is not kept: \"" + abbreviated(element.attr("href")) + "\".");
        } else if (HtmlElements.mark(name) != null) {
            warn(element, "style-lost", place + " is plain text; its marks are not kept.");
        } else if (HtmlElements.isDropped(name) || HtmlElements.isMedia(name)) {
            elementDropped(element);
            return;
        } else if (element.hasAttr("cite")) {
            attributeDropped(element, "cite");
        }
        for (Element child = element.firstElementChild(); child != null; child = child.nextElementSibling()) {
            warnFlattened(child, place);
        }
    }

    void emptyLink(Element link, String href) {
        warn(link, "empty-link", "A link without text is not kept: \"" + abbreviated(href) + "\".");
    }

    /**
     * Warns that the link around an element is not kept, if there is such a link.
     *
     * @param what the beginning of the warning's sentence
     * @return the URL of that link, or null
     */
    @Nullable
    String linkAround(Element element, String code, String what) {
        for (Element at = element.parent(); at != null; at = at.parent()) {
            if (at.normalName().equals("a") && !at.attr("href").isBlank()) {
                warn(at, code, what + ": \"" + abbreviated(at.attr("href")) + "\".");
                return at.attr("href");
            }
        }
        return null;
    }

    /**
     * Whether an element is metadata in the page's head. Metadata isn't part of the body and causes no warning; code
     * that uploads whole pages reads it from the head.
     */
    private static boolean isAboutThePage(Element element) {
        Element parent = element.parent();
        return parent != null
                && parent.normalName().equals("head")
                && Set.of("title", "meta", "link").contains(element.normalName());
    }

    void elementUnwrapped(Element element) {
        warn(
                element,
                "element-unwrapped",
                "Element <" + abbreviated(element.normalName()) + "> is not kept; what it holds is.");
    }

    void unsafeLink(Element element, String address) {
        warn(
                element,
                "unsafe-link",
                "Address \"" + abbreviated(address) + "\" of <" + element.normalName()
                        + "> is not allowed, or has more than " + UrlSanitizer.MAX_LENGTH
                        + " characters when it is percent-encoded.");
    }

    /** Warns about a comment. Empty comments and the markers of editors and of the clipboard cause no warning. */
    void commentDropped(Comment comment) {
        String text = comment.getData().strip();
        if (!text.isEmpty() && !text.startsWith("wp:") && !text.startsWith("/wp:") && !isFragment(text)) {
            warn(comment, "comment-dropped", "A comment is not kept.");
        }
    }

    private static boolean isFragment(String text) {
        return text.equals("StartFragment")
                || text.equals("EndFragment")
                || MICROSOFT_CONDITIONAL_COMMENT.matcher(text).matches();
    }

    void warn(Node node, String code, String detail) {
        int line = HtmlReader.line(node);
        int known = line == 0 ? onlyLine : line + linesBefore;
        warnings.onLine(onlyLine > 0 ? onlyLine : known, code, detail);
    }

    static String abbreviated(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}]", "");
        return clean.length() > MAX_QUOTED_LENGTH ? clean.substring(0, MAX_QUOTED_LENGTH) + "…" : clean;
    }
}
