package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Prose;
import dev.broadsheet.body.document.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;

/**
 * Single tags in the text of another format (Markdown's raw HTML): those that mean a mark, a link, a
 * break or a picture are taken, the others reported. For one line of text.
 */
public final class MarkupInText {

    private static final Set<String> VOID = Set.of(
            "area", "base", "input", "link", "meta", "param", "source", "track", "frame", "keygen", "bgsound",
            "command");

    private static final Set<String> MEDIA = Set.of(
            "img", "amp-img", "amp-anim", "iframe", "amp-iframe", "embed", "video", "audio", "amp-video", "amp-audio");

    private static final Set<String> EMPTY_MEDIA = Set.of("img", "embed");

    /** Players whose file may stand in a {@code source} element inside. */
    private static final Set<String> WITH_SOURCES = Set.of("video", "audio", "amp-video", "amp-audio");

    /** Tags that are open at once; further ones mean nothing. */
    private static final int MAX_OPEN = 50;

    private final Remarks remarks;
    private final Leftovers leftovers;
    private final List<Opened> opened = new ArrayList<>();
    private int skipping;

    public MarkupInText(Remarks remarks, int line) {
        this.remarks = remarks;
        this.leftovers = Leftovers.onLine(remarks, line);
    }

    /** A tag that is open. */
    private static final class Opened {
        private final String name;
        private final Marks adds;
        private final boolean skips;
        private boolean used;

        Opened(String name, Marks adds, boolean skips) {
            this.name = name;
            this.adds = adds;
            this.skips = skips;
        }
    }

    /** Whether the text here is inside an element that isn't kept with what it holds. */
    public boolean skips() {
        return skipping > 0;
    }

    /** The marks of text that has these, under the tags that are open. */
    public Marks over(Marks marks) {
        Marks all = marks;
        for (Opened tag : opened) {
            Marks adds = tag.adds;
            all = new Marks(all.bits() | adds.bits(), adds.link() == null ? all.link() : adds.link());
        }
        return all;
    }

    /** Text in an element that isn't kept: that of a player is told; of others the warning names the element. */
    public void skipped(String text) {
        Opened outer = opened.get(opened.size() - 1);
        if (MEDIA.contains(outer.name) && !text.isBlank()) {
            leftovers.remark(
                    new Element(outer.name),
                    "element-dropped",
                    "What <" + outer.name + "> holds for other browsers is not kept: \"" + Leftovers.shown(text.strip())
                            + "\".");
        }
    }

    /** There is text or a picture under the tags that are open, so their links are not empty. */
    public void use() {
        for (Opened tag : opened) {
            tag.used |= !tag.skips;
        }
    }

    /**
     * Takes one tag or comment.
     *
     * @param around the marks of the text here, those of the open tags left out
     * @param blocks takes pictures and embeds
     */
    public void tag(String literal, Marks around, Prose prose, Consumer<Block> blocks) {
        if (literal.startsWith("</")) {
            close(literal.substring(2, literal.length() - 1).strip().toLowerCase(Locale.ROOT), around, prose);
            return;
        }
        if (literal.startsWith("<!") || literal.startsWith("<?")) {
            HtmlReader.read(literal, leftovers.linesBefore(), remarks);
            return;
        }
        String name = literal.substring(1).split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
        if (skips()) {
            inside(element(literal, name), blocks);
        } else if (MEDIA.contains(name)) {
            media(element(literal, name), name, blocks);
        } else if (Elements.isDropped(name)) {
            leftovers.dropped(element(literal, name));
            skip(name);
        } else {
            open(element(literal, name), around, prose);
        }
    }

    /** Ends the line: tags that are open still are closed. */
    public void end() {
        while (!opened.isEmpty()) {
            remove(opened.size() - 1);
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

    /** Pictures and players. What stands in one is for browsers that don't know it, but for the file of a player. */
    private void media(Element element, String name, Consumer<Block> blocks) {
        boolean waits = WITH_SOURCES.contains(name) && !element.hasAttr("src");
        if (!waits) {
            read(element, blocks);
        }
        if (!EMPTY_MEDIA.contains(name)) {
            skip(name);
            if (!opened.isEmpty()) {
                opened.get(opened.size() - 1).used = !waits;
            }
        }
    }

    private void skip(String name) {
        if (!VOID.contains(name) && opened.size() < MAX_OPEN) {
            opened.add(new Opened(name, Marks.NONE, true));
            skipping++;
        }
    }

    /** A tag in an element that isn't kept: of a player the first file counts, of others what has an address is told. */
    private void inside(Element element, Consumer<Block> blocks) {
        Opened outer = opened.get(opened.size() - 1);
        if (element.normalName().equals("source") && WITH_SOURCES.contains(outer.name) && !outer.used) {
            outer.used = true;
            read(new Element(outer.name).attr("src", element.attr("src")), blocks);
        } else if (element.hasAttr("src") || element.hasAttr("href")) {
            leftovers.dropped(element);
        }
        if (element.normalName().equals(outer.name)) {
            skip(outer.name);
        }
    }

    private void read(Element element, Consumer<Block> blocks) {
        HtmlReader.read(element.outerHtml(), leftovers.linesBefore(), remarks).forEach(blocks);
    }

    private void open(Element element, Marks around, Prose prose) {
        String name = element.normalName();
        switch (name) {
            case "br" -> prose.lineBreak();
            case "a" -> link(element);
            case "q" -> {
                mark(around, prose);
                prose.text("“");
            }
            case "td", "th" -> prose.text(" ");
            case "mi", "mn", "mo", "mtext", "ms" -> {
                mark(around, prose);
                prose.text(" ");
                other(element, name, prose);
            }
            default -> other(element, name, prose);
        }
    }

    private void link(Element element) {
        String raw = element.attr("href");
        String href = element.hasAttr("href") ? Address.link(raw) : null;
        if (href == null && element.hasAttr("href")) {
            leftovers.unsafe(element, raw);
        }
        // as in HTML, a link ends the one around it
        for (int i = opened.size() - 1; i >= 0; i--) {
            if (opened.get(i).name.equals("a")) {
                remove(i);
            }
        }
        Marks adds = leftovers.of(element, Marks.NONE, "href", "title");
        Link link = href == null ? null : new Link(href, Canon.text(element.attr("title")));
        if (opened.size() < MAX_OPEN) {
            opened.add(new Opened("a", adds.with(link), false));
        } else if (href != null) {
            leftovers.emptyLink(element, href);
        }
    }

    private void other(Element element, String name, Prose prose) {
        Mark mark = Elements.mark(name);
        if (mark == null && !Elements.isTransparent(name)) {
            leftovers.unwrapped(element);
        }
        if (Elements.isOnItsOwnLine(name)) {
            prose.freshLine();
        }
        Marks adds = leftovers.of(element, mark == null ? Marks.NONE : Marks.of(mark));
        if (!adds.isEmpty() && opened.size() < MAX_OPEN) {
            opened.add(new Opened(name, adds, false));
        }
    }

    private void mark(Marks around, Prose prose) {
        prose.mark(over(around));
    }

    private void close(String name, Marks around, Prose prose) {
        if (name.equals("q") && !skips()) {
            mark(around, prose);
            prose.text("”");
        } else if (Elements.isOnItsOwnLine(name) && !skips()) {
            prose.freshLine();
        }
        for (int i = opened.size() - 1; i >= 0; i--) {
            if (opened.get(i).name.equals(name)) {
                remove(i);
                return;
            }
        }
    }

    private void remove(int i) {
        Opened tag = opened.remove(i);
        skipping -= tag.skips ? 1 : 0;
        Link link = tag.adds.link();
        if (link != null && !tag.used) {
            leftovers.emptyLink(new Element("a"), link.href());
        }
    }
}
