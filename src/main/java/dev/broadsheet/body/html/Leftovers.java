package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Remarks;
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

/** Remarks on what of a page finds no place in the document. */
final class Leftovers {

    private static final Set<String> EVERYWHERE = Set.of("dir", "lang");

    /** Attributes whose value is told when they are not kept. */
    private static final Set<String> ADDRESSES = Set.of("cite", "href", "src", "poster", "longdesc", "data");

    /** Elements that hold nothing that a reader would see. */
    private static final Set<String> UNSEEN = Set.of("script", "style", "link", "meta", "base", "template");

    private static final int SHOWN = 60;

    /** Addresses that one warning names. */
    private static final int MAX_ADDRESSES = 20;

    private static final Pattern WORDS_CONDITION = Pattern.compile("\\[(?:if [^\\]]{0,60}|endif)\\]");

    private final Remarks remarks;
    private final int linesBefore;
    private final int onlyLine;

    Leftovers(Remarks remarks, int linesBefore) {
        this(remarks, linesBefore, 0);
    }

    private Leftovers(Remarks remarks, int linesBefore, int onlyLine) {
        this.remarks = remarks;
        this.linesBefore = linesBefore;
        this.onlyLine = onlyLine;
    }

    /** For elements that all stand on one line of another source. */
    static Leftovers onLine(Remarks remarks, int line) {
        return new Leftovers(remarks, line - 1, line);
    }

    int linesBefore() {
        return linesBefore;
    }

    void of(Element element) {
        of(element, Marks.NONE);
    }

    /** The marks with those that the element's style means; what else it carries is left over. */
    Marks of(Element element, Marks marks, String... known) {
        Marks styled = marks;
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey();
            if (name.equals("style")) {
                Styles styles = Styles.over(styled, attribute.getValue());
                styled = styles.marks();
                styles.lost()
                        .forEach(lost -> remark(
                                element,
                                "style-lost",
                                "Style \"" + lost + "\" of <" + element.normalName() + "> is not kept."));
            } else if (!EVERYWHERE.contains(name) && !List.of(known).contains(name)) {
                attribute(element, name);
            }
        }
        return styled;
    }

    void attribute(Element element, String name) {
        String value = ADDRESSES.contains(name) ? element.attr(name).strip() : "";
        remark(
                element,
                "attribute-dropped",
                "Attribute \"" + shown(name) + "\" of <" + shown(element.normalName()) + "> is not kept"
                        + (value.isEmpty() ? "." : ": \"" + shown(value) + "\"."));
    }

    void dropped(Element element) {
        boolean formal = element.normalName().equals("head") && element.parent() != null;
        if (formal) {
            element.children().forEach(this::dropped);
        } else if (!isAboutThePage(element)) {
            remark(
                    element,
                    "element-dropped",
                    "Element <" + shown(element.normalName()) + "> is not kept, nor what it holds" + held(element)
                            + ".");
        }
    }

    /** The beginning of what a reader would see of an element, and the addresses in it. */
    private static String held(Element element) {
        StringBuilder words = new StringBuilder();
        if (!isUnseen(element.normalName())) {
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
        String text = Canon.text(words.toString());
        return text == null && addresses.isEmpty()
                ? ""
                : (text == null ? "" : ": \"" + shown(text) + "\"")
                        + (addresses.isEmpty() ? "" : (text == null ? ": " : ", ") + quoted(addresses));
    }

    /** Addresses for the text of a warning. */
    static String quoted(Set<String> addresses) {
        int more = addresses.size() - MAX_ADDRESSES;
        return addresses.stream()
                        .limit(MAX_ADDRESSES)
                        .map(address -> "\"" + shown(address) + "\"")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Whether nothing inside an element of this name would be seen by a reader. */
    static boolean isUnseen(String name) {
        return UNSEEN.contains(name);
    }

    /**
     * What an element says as plain text; null where it says nothing. Links, marks and pictures in it are told.
     *
     * @param place what takes the text, as the subject of a sentence
     */
    @Nullable
    String plain(Element element, String place) {
        lost(element, place);
        return Canon.text(PlainText.of(element));
    }

    private void lost(Element element, String place) {
        String name = element.normalName();
        if (name.equals("a") && element.hasAttr("href")) {
            remark(
                    element,
                    "link-dropped",
                    place + " is plain text; its link is not kept: \"" + shown(element.attr("href")) + "\".");
        } else if (Elements.mark(name) != null) {
            remark(element, "style-lost", place + " is plain text; its marks are not kept.");
        } else if (Elements.isDropped(name) || Elements.isMedia(name)) {
            dropped(element);
            return;
        } else if (element.hasAttr("cite")) {
            attribute(element, "cite");
        }
        for (Element child = element.firstElementChild(); child != null; child = child.nextElementSibling()) {
            lost(child, place);
        }
    }

    void emptyLink(Element link, String href) {
        remark(link, "empty-link", "A link without text is not kept: \"" + shown(href) + "\".");
    }

    /**
     * Tells that the link around an element is not kept, if there is one.
     *
     * @param what the sentence without its end
     * @return the address of that link, or null
     */
    @Nullable
    String linkAround(Element element, String code, String what) {
        for (Element at = element.parent(); at != null; at = at.parent()) {
            if (at.normalName().equals("a") && !at.attr("href").isBlank()) {
                remark(at, code, what + ": \"" + shown(at.attr("href")) + "\".");
                return at.attr("href");
            }
        }
        return null;
    }

    /** What a head says of its page is no part of the body; whoever uploads pages reads it from there. */
    private static boolean isAboutThePage(Element element) {
        Element parent = element.parent();
        return parent != null
                && parent.normalName().equals("head")
                && Set.of("title", "meta", "link").contains(element.normalName());
    }

    void unwrapped(Element element) {
        remark(
                element,
                "element-unwrapped",
                "Element <" + shown(element.normalName()) + "> is not kept; what it holds is.");
    }

    void unsafe(Element element, String address) {
        remark(
                element,
                "unsafe-link",
                "Address \"" + shown(address) + "\" of <" + element.normalName() + "> is not allowed, or has more than "
                        + Address.MAX_LENGTH + " characters when it is percent-encoded.");
    }

    /** A comment: the markers of editors and of the clipboard go unsaid, so does the empty one. */
    void comment(Comment comment) {
        String text = comment.getData().strip();
        if (!text.isEmpty() && !text.startsWith("wp:") && !text.startsWith("/wp:") && !isFragment(text)) {
            remark(comment, "comment-dropped", "A comment is not kept.");
        }
    }

    private static boolean isFragment(String text) {
        return text.equals("StartFragment")
                || text.equals("EndFragment")
                || WORDS_CONDITION.matcher(text).matches();
    }

    void remark(Node node, String code, String detail) {
        int line = HtmlReader.line(node);
        int known = line == 0 ? onlyLine : line + linesBefore;
        remarks.line(onlyLine > 0 ? onlyLine : known, code, detail);
    }

    static String shown(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}]", "");
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean;
    }
}
