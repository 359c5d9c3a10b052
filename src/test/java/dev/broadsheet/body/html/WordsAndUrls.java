package dev.broadsheet.body.html;

import dev.broadsheet.body.html.preprocessing.CaptionShortcodes;
import dev.broadsheet.body.normalization.UrlSanitizer;
import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** The words and URLs of an HTML fragment, each with the element that contains it. */
final class WordsAndUrls {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{Mn}]+");
    private static final Pattern DROPPED = Pattern.compile("<([a-z0-9-]+)>");

    /** Elements that a browser doesn't show. */
    private static final Set<String> UNSEEN = Set.of(
            "script", "style", "title", "template", "annotation", "annotation-xml", "iframe", "noframes", "head");

    /** Elements that don't break the line. */
    private static final Set<String> INLINE = Set.of(
            "a", "b", "strong", "i", "em", "s", "del", "strike", "code", "tt", "span", "font", "u", "kbd", "small",
            "mark", "abbr", "cite", "label", "bdi", "bdo", "ins", "var", "samp", "wbr", "time", "dfn", "big", "o:p",
            "nobr");

    record Item(String text, @Nullable Element in) {}

    private final List<Item> words = new ArrayList<>();
    private final List<Item> addresses = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Element textIn;
    private final boolean splitScripts;

    private WordsAndUrls(boolean scriptsApart) {
        this.splitScripts = scriptsApart;
    }

    static WordsAndUrls of(String html) {
        return of(html, false);
    }

    /** @param scriptsApart whether subscripts and superscripts are separate words, as in a formula */
    private static WordsAndUrls of(String html, boolean scriptsApart) {
        WordsAndUrls contents = new WordsAndUrls(scriptsApart);
        contents.read(HtmlReader.parse(CaptionShortcodes.asFigures(html)));
        contents.flush();
        return contents;
    }

    List<Item> words() {
        return words;
    }

    List<Item> addresses() {
        return addresses;
    }

    private void read(Node parent) {
        for (Node node = parent.firstChild(); node != null; node = node.nextSibling()) {
            if (node instanceof TextNode words) {
                textIn = textIn == null || text.isEmpty() ? words.parent() : textIn;
                text.append(words.getWholeText());
            } else if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) {
        String name = element.normalName();
        // HtmlWriter separates the caption of an image from its credit only by elements.
        boolean part = element.hasClass("caption") || element.hasClass("credit") || element.hasClass("copyright");
        boolean unknown = name.contains("-") && !name.startsWith("amp-");
        boolean script = !splitScripts && (name.equals("sub") || name.equals("sup"));
        boolean inline = (INLINE.contains(name) || unknown || script) && !part;
        if (!inline) {
            flush();
        }
        address(element, name);
        if (!UNSEEN.contains(name)) {
            read(element);
        }
        if (!inline) {
            flush();
        }
    }

    private void address(Element element, String name) {
        switch (name) {
            case "a", "area" -> add(element, "href");
            case "img", "amp-img", "iframe", "embed", "video", "audio", "source", "track" -> {
                add(element, "src");
                if (name.equals("img")) {
                    words(element.attr("alt"), element);
                }
            }
            case "blockquote" -> add(element, "cite");
            case "object" -> add(element, "data");
            default -> {}
        }
    }

    private void add(Element element, String attribute) {
        if (!element.attr(attribute).isBlank() && !element.attr(attribute).startsWith("about:")) {
            addresses.add(new Item(element.attr(attribute), element));
        }
    }

    private void flush() {
        words(text.toString(), textIn);
        text.setLength(0);
        textIn = null;
    }

    private void words(String line, @Nullable Element in) {
        for (Matcher word = WORD.matcher(line); word.find(); ) {
            words.add(new Item(word.group(), in));
        }
    }

    /** Returns the words and URLs that are neither in the document, written as HTML, nor in a warning. */
    List<String> lostIn(String written, List<Warning> warnings) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> dropped = new LinkedHashSet<>();
        StringBuilder warningText = new StringBuilder();
        for (Warning warning : warnings) {
            codes.add(warning.code());
            warningText.append(warning.detail()).append('\n');
            // A warning quotes only the beginning of a long text, and names only the first of many URLs.
            boolean cut = warning.detail().contains("…") || warning.detail().contains(" more");
            if (cut && warning.code().equals("element-dropped")) {
                Matcher name = DROPPED.matcher(warning.detail());
                dropped.add(name.find() ? name.group(1) : "");
            }
        }
        if (codes.contains("more-warnings")) {
            return List.of();
        }
        WordsAndUrls kept = of(written);
        Set<String> keptWords = new LinkedHashSet<>();
        kept.words.forEach(word -> keptWords.add(word.text()));
        of(written, true).words.forEach(word -> keptWords.add(word.text()));
        HtmlReader.parse(written).select("[title]").forEach(titled -> {
            for (Matcher word = WORD.matcher(titled.attr("title")); word.find(); ) {
                keptWords.add(word.group());
            }
        });
        for (Matcher word = WORD.matcher(warningText); word.find(); ) {
            keptWords.add(word.group());
        }
        Set<String> keptAddresses = new LinkedHashSet<>();
        kept.addresses.forEach(address -> keptAddresses.add(address.text()));
        List<String> lost = new ArrayList<>();
        for (Item word : words) {
            if (!keptWords.contains(word.text()) && !isIn(dropped, word.in())) {
                lost.add("word " + word.text());
            }
        }
        for (Item address : addresses) {
            if (!isKept(address.text(), keptAddresses)
                    && !warningText
                            .toString()
                            .contains(UnmappedMarkup.abbreviated(address.text().strip()))
                    && !warningText
                            .toString()
                            .contains(UnmappedMarkup.abbreviated(String.valueOf(UrlSanitizer.link(address.text()))))
                    && !isIn(dropped, address.in())) {
                lost.add("address " + address.text());
            }
        }
        return lost;
    }

    private static boolean isKept(String address, Set<String> kept) {
        String link = UrlSanitizer.link(address);
        String page = EmbedUrls.pageUrl(address);
        // The document generates the reference to a footnote and the link back.
        boolean note = link != null && link.startsWith("#fn");
        return note || link != null && kept.contains(link) || page != null && kept.contains(page);
    }

    private static boolean isIn(Set<String> names, @Nullable Element element) {
        for (Element at = element; at != null; at = at.parent()) {
            if (names.contains(at.normalName())) {
                return true;
            }
        }
        return false;
    }
}
