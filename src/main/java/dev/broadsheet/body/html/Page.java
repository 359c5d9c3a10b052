package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Divider;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Characters;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Prose;
import dev.broadsheet.body.document.Remarks;
import dev.broadsheet.body.document.Slug;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a parsed page. Text gathers as prose until a block begins or ends; a block inside
 * an inline element is still a block. In a line (a heading, a cell, a term) blocks become breaks.
 */
final class Page {

    private final Leftovers leftovers;
    private final Figures figures;
    private final Tables tables;
    private final List<Footnote> notes = new ArrayList<>();
    private Prose prose = new Prose();
    private List<Block> out = new ArrayList<>();
    private Attributes outer = Attributes.NONE;
    private boolean inLine;
    private @Nullable List<Image> linePictures;

    Page(Remarks remarks, int linesBefore) {
        this.leftovers = new Leftovers(remarks, linesBefore);
        this.figures = new Figures(this, leftovers);
        this.tables = new Tables(this, leftovers);
    }

    List<Block> read(Element page) {
        children(page);
        flush();
        if (!notes.isEmpty()) {
            out.add(new Footnotes(Attributes.NONE, notes));
        }
        return out;
    }

    /** What an element holds, as blocks. */
    List<Block> blocksOf(Element element) {
        return blocksIn(() -> children(element));
    }

    private List<Block> blocksIn(Runnable walk) {
        Prose outerProse = prose;
        List<Block> outerOut = out;
        Attributes outerOuter = outer;
        boolean outerLine = inLine;
        prose = new Prose();
        out = new ArrayList<>();
        outer = Attributes.NONE;
        inLine = false;
        walk.run();
        flush();
        List<Block> blocks = out;
        prose = outerProse;
        out = outerOut;
        outer = outerOuter;
        inLine = outerLine;
        return blocks;
    }

    /**
     * What an element holds, as one line of text.
     *
     * @param pictures takes the pictures met; where it is null their alt text is kept instead
     */
    List<Inline> lineOf(Element element, @Nullable List<Image> pictures) {
        List<Inline> line = new ArrayList<>();
        List<Image> outerPictures = linePictures;
        blocksIn(() -> {
            inLine = true;
            linePictures = pictures;
            children(element);
            line.addAll(prose.take());
        });
        linePictures = outerPictures;
        return line;
    }

    /** A picture, where one may be; in a line it is set aside or becomes its alt text. */
    void picture(Element element, Image image) {
        if (!inLine) {
            add(image);
        } else if (linePictures != null) {
            linePictures.add(image);
        } else {
            leftovers.remark(element, "image-in-line", "A picture can't stand here; its text is kept.");
            prose.text(image.alt());
        }
    }

    void add(Block block) {
        flush();
        out.add(block.with(block.attributes().orElse(outer.dir(), outer.lang())));
    }

    private void flush() {
        if (inLine) {
            prose.freshLine();
            return;
        }
        List<Inline> content = prose.take();
        if (!content.isEmpty()) {
            out.add(new Paragraph(outer, content));
        }
    }

    void children(Node parent) {
        for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof TextNode text) {
                prose.text(text.getWholeText());
            } else if (child instanceof Element element) {
                element(element);
            } else if (child instanceof Comment comment) {
                leftovers.comment(comment);
            }
        }
    }

    private void element(Element element) {
        String name = element.normalName();
        Mark mark = Elements.mark(name);
        if (mark != null) {
            marked(element, mark);
            return;
        }
        switch (name) {
            case "a" -> link(element);
            case "br" -> lineBreak(element);
            case "p" -> paragraph(element);
            case "img" -> figures.image(element);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
            case "iframe", "embed" -> figures.player(element);
            default -> {
                if (inLine || !block(element, name)) {
                    other(element, name);
                }
            }
        }
    }

    /** Elements that are blocks of their own; false where this isn't one. */
    private boolean block(Element element, String name) {
        switch (name) {
            case "ul", "ol" -> listing(element);
            case "blockquote" -> quote(element);
            case "figure" -> figures.figure(element);
            case "table" -> tables.table(element);
            case "pre" -> code(element);
            case "dl" -> definitions(element);
            case "hr" -> {
                leftovers.of(element);
                add(new Divider(attributes(element)));
            }
            case "div", "section" -> {
                if (name.equals("section") && isFootnotes(element)) {
                    footnotes(element);
                } else if (figures.isCaptioned(element)) {
                    figures.figure(element);
                } else {
                    return false;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void other(Element element, String name) {
        if (Elements.isDropped(name)) {
            leftovers.dropped(element);
            return;
        }
        if (!Elements.isTransparent(name) && !(inLine && isListed(name))) {
            leftovers.unwrapped(element);
        }
        Marks before = prose.marks();
        Attributes outerBefore = outer;
        boolean block = Elements.isBlock(name) || inLine && isListed(name);
        if (block) {
            flush();
            if (!name.equals("html") && !name.equals("body")) {
                Attributes own = attributes(element);
                outer = own.orElse(outer.dir(), outer.lang());
            }
        }
        prose.mark(leftovers.of(element, before));
        children(element);
        if (block) {
            flush();
        } else if (name.equals("td") || name.equals("th")) {
            prose.text(" ");
        }
        prose.mark(before);
        outer = outerBefore;
    }

    private static boolean isListed(String name) {
        return switch (name) {
            case "ul", "ol", "blockquote", "figure", "table", "pre", "dl", "hr" -> true;
            default -> false;
        };
    }

    private void marked(Element element, Mark mark) {
        if (mark == Mark.SUP) {
            String label = footnoteLabel(element);
            if (label != null) {
                prose.note(label);
                return;
            }
        }
        Marks before = prose.marks();
        prose.mark(leftovers.of(element, before.with(mark)));
        children(element);
        prose.mark(before);
    }

    private void link(Element element) {
        String type = element.className();
        if (type.equals("footnote-back") || element.hasAttr("data-footnote-backref")) {
            return;
        }
        String raw = element.attr("href");
        String href = element.hasAttr("href") ? Address.link(raw) : null;
        Marks before = prose.marks();
        Marks marks = before;
        if (href != null) {
            marks = before.with(new Link(href, Canon.text(element.attr("title"))));
        } else if (element.hasAttr("href")) {
            leftovers.unsafe(element, raw);
        }
        prose.mark(leftovers.of(element, marks, "href", "title"));
        children(element);
        prose.mark(before);
    }

    private void lineBreak(Element element) {
        leftovers.of(element);
        prose.lineBreak();
    }

    private void paragraph(Element element) {
        flush();
        Attributes before = outer;
        outer = attributes(element).orElse(outer.dir(), outer.lang());
        Marks marks = prose.marks();
        prose.mark(leftovers.of(element, marks));
        children(element);
        flush();
        prose.mark(marks);
        outer = before;
    }

    private void heading(Element element) {
        if (inLine) {
            flush();
            children(element);
            flush();
            return;
        }
        leftovers.of(element, Marks.NONE, "id");
        List<Image> pictures = new ArrayList<>();
        List<Inline> content = lineOf(element, pictures);
        int level = element.normalName().charAt(1) - '0';
        add(new Heading(attributes(element), level, Slug.id(element.attr("id")), content));
        pictures.forEach(this::add);
    }

    private void listing(Element element) {
        boolean ordered = element.normalName().equals("ol");
        leftovers.of(element, Marks.NONE, ordered ? "start" : "");
        List<Item> items = new ArrayList<>();
        for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof Element item && item.normalName().equals("li")) {
                items.add(item(item));
            } else if (child instanceof Element stray) {
                // a list straight in a list belongs to the item before it
                List<Block> blocks = blocksIn(() -> element(stray));
                if (!blocks.isEmpty() && !items.isEmpty()) {
                    Item last = items.remove(items.size() - 1);
                    List<Block> joined = new ArrayList<>(last.blocks());
                    joined.addAll(blocks);
                    items.add(new Item(last.checked(), joined));
                } else if (!blocks.isEmpty()) {
                    items.add(new Item(null, blocks));
                }
            } else if (child instanceof TextNode text && !text.isBlank()) {
                items.add(new Item(null, blocksIn(() -> prose.text(text.getWholeText()))));
            } else if (child instanceof Comment comment) {
                leftovers.comment(comment);
            }
        }
        add(new Listing(attributes(element), ordered, start(element), items));
    }

    private Item item(Element element) {
        leftovers.of(element);
        Boolean checked = null;
        Element box = element.selectFirst(
                "> input[type=checkbox], > p:first-child > input[type=checkbox], > label > input[type=checkbox]");
        if (box != null) {
            checked = box.hasAttr("checked");
            box.remove();
        }
        Attributes own = attributes(element);
        List<Block> blocks = blocksIn(() -> {
            outer = own;
            children(element);
        });
        return new Item(checked, blocks);
    }

    private static int start(Element element) {
        try {
            return Integer.parseInt(element.attr("start").strip());
        } catch (NumberFormatException notGiven) {
            return 1;
        }
    }

    private void quote(Element element) {
        if (figures.post(element)) {
            return;
        }
        leftovers.of(element, Marks.NONE, "cite");
        String citation = Citations.take(element);
        String url = element.hasAttr("cite") ? Address.absoluteWeb(element.attr("cite")) : null;
        if (url == null && !element.attr("cite").isBlank()) {
            leftovers.unsafe(element, element.attr("cite"));
        }
        add(new Quote(attributes(element), blocksOf(element), citation, url));
    }

    private void code(Element element) {
        Element code = element.selectFirst("> code");
        Element named = code == null ? element : code;
        leftovers.of(element, Marks.NONE, "class");
        if (code != null) {
            leftovers.of(code, Marks.NONE, "class");
        }
        String language = CodeLanguage.of(named, element);
        String text = Characters.lines(CodeLanguage.text(element));
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        add(new Code(attributes(element), language, text));
    }

    private void definitions(Element element) {
        leftovers.of(element);
        List<Definition> entries = new ArrayList<>();
        definitions(element, entries);
        add(new Definitions(attributes(element), entries));
    }

    private void definitions(Element element, List<Definition> entries) {
        for (Element child : element.children()) {
            switch (child.normalName()) {
                case "dt" -> {
                    leftovers.of(child);
                    entries.add(new Definition(lineOf(child, null), List.of()));
                }
                case "dd" -> {
                    leftovers.of(child);
                    Definition term = entries.isEmpty()
                            ? new Definition(List.of(), List.of())
                            : entries.remove(entries.size() - 1);
                    List<Block> blocks = new ArrayList<>(term.blocks());
                    blocks.addAll(blocksOf(child));
                    entries.add(new Definition(term.term(), blocks));
                }
                case "div" -> definitions(child, entries);
                default -> entries.add(new Definition(List.of(), blocksIn(() -> element(child))));
            }
        }
    }

    private static boolean isFootnotes(Element element) {
        return element.hasClass("footnotes") || element.hasAttr("data-footnotes");
    }

    private void footnotes(Element element) {
        for (Element item : element.select("> ol > li[id]")) {
            String label = label(item.id());
            if (label != null) {
                notes.add(new Footnote(label, blocksOf(item)));
            }
        }
    }

    private static @Nullable String footnoteLabel(Element sup) {
        Element link = sup.childrenSize() == 1 ? sup.child(0) : null;
        if (link == null || !link.normalName().equals("a") || !link.attr("href").startsWith("#")) {
            return null;
        }
        return label(link.attr("href").substring(1));
    }

    /** The label in the id of a footnote, as this room, GitHub and commonmark write it. */
    private static @Nullable String label(String id) {
        String rest = id.startsWith("user-content-") ? id.substring(13) : id;
        for (String prefix : List.of("fn-", "fn:", "fn")) {
            if (rest.startsWith(prefix) && !rest.startsWith("fnref")) {
                String label = Slug.label(rest.substring(prefix.length()));
                return label.isEmpty() ? null : label;
            }
        }
        return null;
    }

    /** The language and direction that an element gives its block; what isn't one is left over. */
    Attributes attributes(Element element) {
        String dir = element.attr("dir");
        String lang = element.attr("lang").strip();
        if (dir.isEmpty() && lang.isEmpty()) {
            return Attributes.NONE;
        }
        Direction direction = Direction.of(dir);
        boolean known = Attributes.isLang(lang);
        if (direction == null && !dir.isEmpty()) {
            leftovers.attribute(element, "dir");
        }
        if (!known && !lang.isEmpty()) {
            leftovers.attribute(element, "lang");
        }
        return new Attributes("", direction, known ? lang : null);
    }

    boolean inLine() {
        return inLine;
    }
}
