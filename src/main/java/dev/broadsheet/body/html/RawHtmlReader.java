package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.html.writer.HtmlEscaper;
import dev.broadsheet.body.normalization.InlineBuilder;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads tags in the text of another format (raw HTML in Markdown). A tag that means a mark, a link or a break is
 * applied by itself. Images, players, formulas and elements that are not kept are collected up to their end tag and
 * then read as HTML. One instance reads one line of text.
 */
public final class RawHtmlReader {

    /** Elements that have no end tag. */
    private static final Set<String> VOID = Set.of(
            "img", "embed", "area", "base", "input", "link", "meta", "param", "source", "track", "frame", "keygen",
            "bgsound", "command");

    /** Elements that end at the first end tag of their name, because their content is raw text. */
    private static final Set<String> RAW_TEXT =
            Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext");

    /** Maximum number of open tags. Further start tags are ignored. */
    private static final int MAX_OPEN = 50;

    private final ConversionWarnings warnings;
    private final UnmappedMarkup unmapped;
    private final InlineBuilder inlines;
    private final List<OpenTag> openTags = new ArrayList<>();
    private @Nullable CollectedElement collected;

    /** @param inlines receives the text, and records which links have text */
    public RawHtmlReader(ConversionWarnings warnings, int line, InlineBuilder inlines) {
        this.warnings = warnings;
        this.unmapped = UnmappedMarkup.onLine(warnings, line);
        this.inlines = inlines;
    }

    /** An open tag. */
    private record OpenTag(String name, Marks adds) {}

    /** An element that is collected up to its end tag: its HTML so far, and the number of open elements of its name. */
    private static final class CollectedElement {
        private final String name;
        private final StringBuilder html = new StringBuilder();
        private int depth = 1;

        CollectedElement(String name, String tag) {
            this.name = name;
            html.append(tag);
        }
    }

    /** Returns these marks together with the marks of the open tags. */
    public Marks applyTo(Marks marks) {
        Marks all = marks;
        for (OpenTag tag : openTags) {
            Marks adds = tag.adds;
            all = new Marks(all.bits() | adds.bits(), adds.link() == null ? all.link() : adds.link());
        }
        return all;
    }

    /**
     * Adds text to the element being collected. Returns false if no element is being collected; the text then belongs
     * to the line.
     */
    public boolean collectText(String text) {
        if (collected == null) {
            return false;
        }
        HtmlEscaper.text(collected.html, text);
        return true;
    }

    /**
     * Reads one tag or comment.
     *
     * @param around the marks of the surrounding text, without those of the open tags
     * @param blocks receives images and embeds
     */
    public void tag(String literal, Marks around, Consumer<Block> blocks) {
        boolean end = literal.startsWith("</");
        String name =
                (end ? literal.substring(2) : literal.substring(1)).split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
        CollectedElement whole = collected;
        if (whole != null) {
            whole.html.append(literal);
            if (name.equals(whole.name) && (end || !RAW_TEXT.contains(name))) {
                whole.depth += end ? -1 : 1;
            }
            if (whole.depth == 0) {
                finish(whole, around, blocks);
            }
        } else if (end) {
            close(name, around);
        } else if (literal.startsWith("<!") || literal.startsWith("<?")) {
            HtmlReader.read(literal, unmapped.linesBefore(), warnings);
        } else if (isRead(name) || HtmlElements.isDropped(name)) {
            CollectedElement begun = new CollectedElement(name, literal);
            boolean foreign = name.equals("math") || name.equals("svg");
            if (VOID.contains(name) || foreign && literal.endsWith("/>")) {
                finish(begun, around, blocks);
            } else {
                collected = begun;
            }
        } else {
            open(element(literal, name), around);
        }
    }

    /** Ends the line and closes the tags that are still open. */
    public void end(Consumer<Block> blocks) {
        if (collected != null) {
            finish(collected, Marks.NONE, blocks);
        }
        while (!openTags.isEmpty()) {
            remove(openTags.size() - 1);
        }
    }

    private static Element element(String literal, String name) {
        if (literal.length() == name.length() + 2 && !name.isEmpty()) {
            return new Element(name);
        }
        Element found = HtmlReader.parse(literal).selectFirst("body > *, head > *");
        if (found == null) {
            return new Element(name.isEmpty() ? "x" : name);
        }
        found.remove();
        return found;
    }

    /** Whether {@link HtmlToDocument} converts this element together with its content. */
    private static boolean isRead(String name) {
        return HtmlElements.isMedia(name) || PlayerConverter.isPlayer(name) || name.equals("math");
    }

    private void finish(CollectedElement whole, Marks around, Consumer<Block> blocks) {
        collected = null;
        String html = whole.html.toString();
        if (whole.name.equals("math")) {
            mark(around);
            HtmlReader.parse(html).select("math").forEach(math -> MathMlReader.read(math, inlines, unmapped));
        } else if (isRead(whole.name)) {
            HtmlReader.read(html, unmapped.linesBefore(), warnings).forEach(blocks);
        } else {
            // The body tag is needed: without it the parser moves a leading title or script to the head.
            Element holder = new Element(whole.name);
            holder.appendChildren(HtmlReader.parse("<body>" + html).body().childNodes());
            unmapped.elementDropped(holder);
            if (!UnmappedMarkup.isInvisible(whole.name)) {
                inlines.wordBoundary();
            }
        }
    }

    private void open(Element element, Marks around) {
        String name = element.normalName();
        switch (name) {
            case "br" -> inlines.lineBreak();
            case "a" -> link(element);
            case "q" -> {
                unmapped.checkAttributes(element);
                mark(around);
                inlines.text("“");
            }
            case "td", "th" -> inlines.text(" ");
            default -> other(element, name);
        }
    }

    private void link(Element element) {
        String raw = element.attr("href");
        String href = element.hasAttr("href") ? UrlSanitizer.link(raw) : null;
        if (href == null && element.hasAttr("href")) {
            unmapped.unsafeLink(element, raw);
        }
        // As in HTML, the start tag of a link closes an open link.
        for (int i = openTags.size() - 1; i >= 0; i--) {
            if (openTags.get(i).name.equals("a")) {
                remove(i);
            }
        }
        Marks adds = unmapped.checkAttributes(element, Marks.NONE, "href", "title");
        Link link = href == null ? null : new Link(href, TextNormalizer.text(element.attr("title")));
        if (openTags.size() < MAX_OPEN) {
            openTags.add(new OpenTag("a", adds.with(link)));
        } else if (href != null) {
            unmapped.emptyLink(element, href);
        }
    }

    private void other(Element element, String name) {
        Mark mark = HtmlElements.mark(name);
        if (mark == null && !HtmlElements.isTransparent(name)) {
            unmapped.elementUnwrapped(element);
        }
        if (HtmlElements.isOnItsOwnLine(name)) {
            inlines.ensureLineBreak();
        }
        Marks adds = unmapped.checkAttributes(element, mark == null ? Marks.NONE : Marks.of(mark));
        if (!adds.isEmpty() && openTags.size() < MAX_OPEN) {
            openTags.add(new OpenTag(name, adds));
        }
    }

    private void mark(Marks around) {
        inlines.setMarks(applyTo(around));
    }

    private void close(String name, Marks around) {
        if (name.equals("q")) {
            mark(around);
            inlines.text("”");
        } else if (HtmlElements.isOnItsOwnLine(name)) {
            inlines.ensureLineBreak();
        }
        for (int i = openTags.size() - 1; i >= 0; i--) {
            if (openTags.get(i).name.equals(name)) {
                remove(i);
                return;
            }
        }
    }

    private void remove(int i) {
        Link link = openTags.remove(i).adds.link();
        if (link != null && !inlines.accountsFor(link)) {
            unmapped.emptyLink(new Element("a"), link.href());
        }
    }
}
