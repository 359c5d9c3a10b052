package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Image;
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

    private record Opened(String name, Marks adds, boolean skips) {}

    /** Whether the text here is inside an element that isn't kept with what it holds. */
    public boolean skips() {
        return skipping > 0;
    }

    /** The marks of text that has these, under the tags that are open. */
    public Marks over(Marks marks) {
        Marks all = marks;
        for (Opened tag : opened) {
            Marks adds = tag.adds();
            all = new Marks(all.bits() | adds.bits(), adds.link() == null ? all.link() : adds.link());
        }
        return all;
    }

    /** Takes one tag or comment. */
    public void tag(String literal, Prose prose, Consumer<Image> pictures) {
        if (literal.startsWith("</")) {
            close(literal.substring(2, literal.length() - 1).strip().toLowerCase(Locale.ROOT));
            return;
        }
        if (literal.startsWith("<!") || literal.startsWith("<?")) {
            HtmlReader.read(literal, leftovers.linesBefore(), remarks);
            return;
        }
        String name = literal.substring(1).split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
        if (Elements.isDropped(name)) {
            leftovers.dropped(new Element(name));
            if (!VOID.contains(name) && opened.size() < MAX_OPEN) {
                opened.add(new Opened(name, Marks.NONE, true));
                skipping++;
            }
        } else if (!skips()) {
            open(element(literal, name), prose, pictures);
        }
    }

    private static Element element(String literal, String name) {
        if (literal.length() == name.length() + 2 && !name.isEmpty()) {
            return new Element(name);
        }
        Element body = HtmlReader.parse(literal).body();
        return body.childrenSize() > 0 ? body.child(0) : new Element(name.isEmpty() ? "x" : name);
    }

    private void open(Element element, Prose prose, Consumer<Image> pictures) {
        String name = element.normalName();
        switch (name) {
            case "br" -> prose.lineBreak();
            case "img" -> {
                for (Block block : HtmlReader.read(element.outerHtml(), leftovers.linesBefore(), remarks)) {
                    if (block instanceof Image image) {
                        pictures.accept(image);
                    }
                }
            }
            case "a" -> {
                String raw = element.attr("href");
                String href = element.hasAttr("href") ? Address.link(raw) : null;
                if (href == null && element.hasAttr("href")) {
                    leftovers.unsafe(element, raw);
                }
                Marks adds = leftovers.of(element, Marks.NONE, "href", "title");
                Link link = href == null ? null : new Link(href, Canon.text(element.attr("title")));
                if (opened.size() < MAX_OPEN) {
                    opened.add(new Opened(name, adds.with(link), false));
                }
            }
            default -> other(element, name);
        }
    }

    private void other(Element element, String name) {
        Mark mark = Elements.mark(name);
        if (mark == null && !Elements.isTransparent(name)) {
            leftovers.unwrapped(element);
        }
        Marks adds = leftovers.of(element, mark == null ? Marks.NONE : Marks.of(mark));
        if (!adds.isEmpty() && opened.size() < MAX_OPEN) {
            opened.add(new Opened(name, adds, false));
        }
    }

    private void close(String name) {
        for (int i = opened.size() - 1; i >= 0; i--) {
            if (opened.get(i).name().equals(name)) {
                skipping -= opened.get(i).skips() ? 1 : 0;
                opened.remove(i);
                return;
            }
        }
    }
}
