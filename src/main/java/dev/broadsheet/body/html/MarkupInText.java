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
import org.jspecify.annotations.Nullable;

/**
 * Tags in the text of another format (Markdown's raw HTML). Tags that mean a mark, a link or a break are applied one by
 * one. Pictures, players, formulas and elements that are not kept are collected up to their end tag and read as HTML.
 * For one line of text.
 */
public final class MarkupInText {

    /** Elements that have no end tag. */
    private static final Set<String> VOID = Set.of(
            "img", "embed", "area", "base", "input", "link", "meta", "param", "source", "track", "frame", "keygen",
            "bgsound", "command");

    /** Elements that end at the first end tag of their name: there are no tags inside. */
    private static final Set<String> RAW_TEXT =
            Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext");

    /** Tags that are open at once; further ones mean nothing. */
    private static final int MAX_OPEN = 50;

    private final Remarks remarks;
    private final Leftovers leftovers;
    private final Prose prose;
    private final List<Opened> opened = new ArrayList<>();
    private @Nullable Collected collected;

    /** @param prose takes the text, and records which links have text */
    public MarkupInText(Remarks remarks, int line, Prose prose) {
        this.remarks = remarks;
        this.leftovers = Leftovers.onLine(remarks, line);
        this.prose = prose;
    }

    /** A tag that is open. */
    private record Opened(String name, Marks adds) {}

    /** An element that is read as a whole: its HTML so far, and how many elements of its name are open. */
    private static final class Collected {
        private final String name;
        private final StringBuilder html = new StringBuilder();
        private int depth = 1;

        Collected(String name, String tag) {
            this.name = name;
            html.append(tag);
        }
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

    /** Takes text if it stands in an element that is read as a whole; false where it is text of the line. */
    public boolean collects(String text) {
        if (collected == null) {
            return false;
        }
        Escaped.text(collected.html, text);
        return true;
    }

    /**
     * Takes one tag or comment.
     *
     * @param around the marks of the text here, those of the open tags left out
     * @param blocks takes pictures and embeds
     */
    public void tag(String literal, Marks around, Consumer<Block> blocks) {
        boolean end = literal.startsWith("</");
        String name =
                (end ? literal.substring(2) : literal.substring(1)).split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
        Collected whole = collected;
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
            HtmlReader.read(literal, leftovers.linesBefore(), remarks);
        } else if (isRead(name) || Elements.isDropped(name)) {
            Collected begun = new Collected(name, literal);
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

    /** Ends the line: tags that are open still are closed. */
    public void end(Consumer<Block> blocks) {
        if (collected != null) {
            finish(collected, Marks.NONE, blocks);
        }
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

    /** Whether {@link Page} makes something of an element with this name and of what it holds. */
    private static boolean isRead(String name) {
        return Elements.isMedia(name) || Players.isPlayer(name) || name.equals("math");
    }

    private void finish(Collected whole, Marks around, Consumer<Block> blocks) {
        collected = null;
        String html = whole.html.toString();
        if (whole.name.equals("math")) {
            mark(around);
            HtmlReader.parse(html).select("math").forEach(math -> Formula.read(math, prose, leftovers));
        } else if (isRead(whole.name)) {
            HtmlReader.read(html, leftovers.linesBefore(), remarks).forEach(blocks);
        } else {
            // in a body, since a parser moves a title or a script that comes first to the head of the page
            Element holder = new Element(whole.name);
            holder.appendChildren(HtmlReader.parse("<body>" + html).body().childNodes());
            leftovers.dropped(holder);
            if (!Leftovers.isUnseen(whole.name)) {
                prose.gap();
            }
        }
    }

    private void open(Element element, Marks around) {
        String name = element.normalName();
        switch (name) {
            case "br" -> prose.lineBreak();
            case "a" -> link(element);
            case "q" -> {
                leftovers.of(element);
                mark(around);
                prose.text("“");
            }
            case "td", "th" -> prose.text(" ");
            default -> other(element, name);
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
            opened.add(new Opened("a", adds.with(link)));
        } else if (href != null) {
            leftovers.emptyLink(element, href);
        }
    }

    private void other(Element element, String name) {
        Mark mark = Elements.mark(name);
        if (mark == null && !Elements.isTransparent(name)) {
            leftovers.unwrapped(element);
        }
        if (Elements.isOnItsOwnLine(name)) {
            prose.freshLine();
        }
        Marks adds = leftovers.of(element, mark == null ? Marks.NONE : Marks.of(mark));
        if (!adds.isEmpty() && opened.size() < MAX_OPEN) {
            opened.add(new Opened(name, adds));
        }
    }

    private void mark(Marks around) {
        prose.mark(over(around));
    }

    private void close(String name, Marks around) {
        if (name.equals("q")) {
            mark(around);
            prose.text("”");
        } else if (Elements.isOnItsOwnLine(name)) {
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
        Link link = opened.remove(i).adds.link();
        if (link != null && !prose.accountsFor(link)) {
            leftovers.emptyLink(new Element("a"), link.href());
        }
    }
}
