package dev.broadsheet.body.html;

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
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.html.CitationExtractor.Citation;
import dev.broadsheet.body.normalization.CharacterNormalizer;
import dev.broadsheet.body.normalization.InlineBuilder;
import dev.broadsheet.body.normalization.Slug;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Converts a parsed HTML page to blocks in one walk over its nodes. Text collects in {@code inlines} until a block
 * begins or ends. A block inside an inline element is still a block. Inside a line of text (a heading, a table cell, a
 * definition term) blocks become line breaks.
 */
final class HtmlToDocument {

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");

    private final UnmappedMarkup unmapped;
    private final PlayerConverter players;
    private final FigureConverter figures;
    private final TableConverter tables;
    private final boolean classicEditor;
    private final List<Footnote> notes = new ArrayList<>();
    private InlineBuilder inlines = new InlineBuilder();
    private List<Block> out = new ArrayList<>();
    private Attributes inherited = Attributes.NONE;
    private boolean inParagraph;
    private boolean inNotes;
    private @Nullable LineContext line;

    /**
     * The state while one line of text is read.
     *
     * @param aside receives the images and embeds found in the line
     * @param cell whether the line is a table cell, which also keeps the alternative text of an image
     */
    private record LineContext(List<Block> aside, boolean cell) {}

    /** @param classic whether a blank line in bare text begins a paragraph, as in WordPress's classic editor */
    HtmlToDocument(ConversionWarnings warnings, int linesBefore, boolean classic) {
        this.unmapped = new UnmappedMarkup(warnings, linesBefore);
        this.players = new PlayerConverter(this, unmapped);
        this.figures = new FigureConverter(this, unmapped, players);
        this.tables = new TableConverter(this, unmapped, figures);
        this.classicEditor = classic;
    }

    List<Block> read(Element page) {
        children(page);
        flush();
        if (!notes.isEmpty()) {
            out.add(new Footnotes(Attributes.NONE, notes));
        }
        return out;
    }

    /** Converts the children of an element to blocks. */
    List<Block> blocksOf(Element element) {
        return blocksIn(() -> children(element));
    }

    private List<Block> blocksIn(Runnable walk) {
        InlineBuilder outerInlines = inlines;
        List<Block> outerOut = out;
        Attributes outerOuter = inherited;
        LineContext outerLine = line;
        boolean outerParagraph = inParagraph;
        // A link or mark around blocks applies to the text of each of these blocks.
        inlines = outerInlines.inner();
        out = new ArrayList<>();
        inherited = Attributes.NONE;
        line = null;
        inParagraph = false;
        walk.run();
        flush();
        List<Block> blocks = out;
        inlines = outerInlines;
        out = outerOut;
        inherited = outerOuter;
        line = outerLine;
        inParagraph = outerParagraph;
        return blocks;
    }

    /**
     * Converts the children of an element to one line of text.
     *
     * @param aside receives the images and embeds found in the line
     */
    List<Inline> lineOf(Element element, List<Block> aside) {
        return lineOf(element, new LineContext(aside, false));
    }

    /**
     * Converts a table cell to one line of text. Unlike {@link #lineOf}, the line also keeps the alternative text of
     * images.
     */
    List<Inline> cellOf(Element element, List<Block> aside) {
        return lineOf(element, new LineContext(aside, true));
    }

    private List<Inline> lineOf(Element element, LineContext state) {
        List<Inline> content = new ArrayList<>();
        blocksIn(() -> {
            line = state;
            children(element);
            content.addAll(inlines.take());
        });
        return content;
    }

    /**
     * Adds an image or embed. Inside a line of text the block goes to {@code aside}; the caller adds it after the block
     * that contains the line.
     *
     * @param text the text that replaces the block in a table cell
     */
    void addMedia(Element element, Block block, String text) {
        LineContext state = line;
        boolean inCell = state != null && state.cell();
        if (!inCell || text.isBlank()) {
            warnLinkAround(element);
        }
        if (state == null) {
            add(block);
            return;
        }
        if (inCell) {
            boolean image = block instanceof Image;
            unmapped.warn(
                    element,
                    image ? "image-in-line" : "embed-in-line",
                    image
                            ? "A picture can't stand in a cell; it follows the table."
                            : "An embed can't stand in a cell; it follows the table.");
        }
        appendText(inCell ? text : "");
        state.aside().add(block);
    }

    /** Warns that the link around an image or embed is not kept, if there is such a link. */
    void warnLinkAround(Element element) {
        account(unmapped.linkAround(element, "image-link-dropped", "The link around a picture or embed is not kept"));
    }

    /** @param url the URL that the warning names; null if there was no warning */
    private void account(@Nullable String url) {
        Link link = inlines.marks().link();
        if (url != null && link != null && link.href().equals(UrlSanitizer.link(url))) {
            inlines.account(link);
        }
    }

    /** Adds text from an attribute, separated from the words around it. */
    void appendText(String words) {
        inlines.wordBoundary();
        inlines.text(words);
        inlines.wordBoundary();
    }

    /** Adds text as its own paragraph, or to the current line. The text is a link unless {@code href} is null. */
    void appendLink(Element element, @Nullable String href, String text) {
        Marks before = inlines.marks();
        flush();
        inlines.setMarks(href == null ? before : before.with(new Link(href, null)));
        inlines.text(text);
        flush();
        inlines.setMarks(before);
    }

    void add(Block block) {
        flush();
        out.add(block.with(block.attributes().orElse(inherited.dir(), inherited.lang())));
    }

    private void flush() {
        if (line != null) {
            inlines.ensureLineBreak();
            return;
        }
        List<Inline> content = inlines.take();
        if (content.isEmpty()) {
            return;
        }
        if (inParagraph) {
            out.add(new Paragraph(inherited, content));
        } else {
            // Outside of p elements, two consecutive line breaks end a paragraph.
            InlineBuilder.paragraphs(content).forEach(paragraph -> out.add(new Paragraph(inherited, paragraph)));
        }
    }

    void children(Node parent) {
        for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof TextNode text) {
                text(text);
            } else if (child instanceof Element element) {
                element(element);
            } else if (child instanceof Comment comment) {
                unmapped.commentDropped(comment);
            }
        }
    }

    private void text(TextNode node) {
        String text = node.getWholeText();
        Element parent = node.parent();
        boolean atTop = classicEditor && parent != null && parent.normalName().equals("body");
        if (!atTop) {
            inlines.text(text);
            return;
        }
        boolean begun = false;
        for (String part : BLANK_LINE.split(text, -1)) {
            if (begun && !inlines.isBlank()) {
                unmapped.warn(node, "paragraphs-from-blank-lines", "Blank lines between bare text begin paragraphs.");
                flush();
            }
            inlines.text(part);
            begun = true;
        }
    }

    private void element(Element element) {
        String name = element.normalName();
        Mark mark = HtmlElements.mark(name);
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
            case "amp-img", "amp-anim" -> figures.image(element);
            case "noscript" -> {
                inlines.wordBoundary();
                figures.noscript(element);
            }
            case "q" -> quotation(element);
            case "math" -> formula(element);
            default -> {
                if (PlayerConverter.isPlayer(element)) {
                    players.read(element, null);
                } else if (line != null || !block(element, name)) {
                    other(element, name);
                }
            }
        }
    }

    /** Adds the block for an element that maps to one. Returns false for any other element. */
    private boolean block(Element element, String name) {
        switch (name) {
            case "ul", "ol" -> listing(element);
            case "blockquote" -> quote(element);
            case "figure" -> figures.figure(element);
            case "table" -> tables.table(element);
            case "pre" -> code(element);
            case "dl" -> definitions(element);
            case "hr" -> {
                unmapped.checkAttributes(element);
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
        if (HtmlElements.isDropped(name)) {
            unmapped.elementDropped(element);
            if (!UnmappedMarkup.isInvisible(name)) {
                inlines.wordBoundary();
            }
            return;
        }
        boolean isLine = line != null && HtmlElements.isStructure(name);
        if (!HtmlElements.isTransparent(name) && !isLine) {
            unmapped.elementUnwrapped(element);
        }
        Marks before = inlines.marks();
        Attributes outerBefore = inherited;
        boolean block = HtmlElements.isBlock(name) || isLine;
        if (block) {
            flush();
            if (!name.equals("html") && !name.equals("body")) {
                Attributes own = attributes(element);
                inherited = own.orElse(inherited.dir(), inherited.lang());
            }
        }
        inlines.setMarks(unmapped.checkAttributes(element, before));
        children(element);
        if (block) {
            flush();
        } else if (name.equals("td") || name.equals("th")) {
            inlines.text(" ");
        }
        inlines.setMarks(before);
        inherited = outerBefore;
    }

    private void marked(Element element, Mark mark) {
        if (mark == Mark.SUP) {
            String label = footnoteLabel(element);
            if (label != null) {
                inlines.noteReference(label);
                return;
            }
        }
        Marks before = inlines.marks();
        inlines.setMarks(unmapped.checkAttributes(element, before.with(mark)));
        children(element);
        inlines.setMarks(before);
    }

    private void link(Element element) {
        if (inNotes && isBackReference(element)) {
            return;
        }
        String raw = element.attr("href");
        String href = element.hasAttr("href") ? UrlSanitizer.link(raw) : null;
        Marks before = inlines.marks();
        Marks marks = before;
        if (href != null) {
            marks = before.with(new Link(href, TextNormalizer.text(element.attr("title"))));
        } else if (element.hasAttr("href")) {
            unmapped.unsafeLink(element, raw);
        }
        inlines.setMarks(unmapped.checkAttributes(element, marks, "href", "title"));
        children(element);
        inlines.setMarks(before);
        if (href != null && marks.link() != null && !inlines.accountsFor(marks.link())) {
            unmapped.emptyLink(element, raw);
        }
    }

    private static boolean isBackReference(Element link) {
        boolean marked = link.hasAttr("data-footnote-backref")
                || link.attr("role").equals("doc-backlink")
                || link.hasClass("footnote-back")
                || link.hasClass("footnote-backref")
                || link.hasClass("reversefootnote");
        return marked && link.attr("href").startsWith("#");
    }

    /**
     * Adds the quotation marks that browsers render around a q element: double ones, and single ones at every second
     * nesting level.
     */
    private void quotation(Element element) {
        int depth = 0;
        for (Element at = element.parent(); at != null; at = at.parent()) {
            depth += at.normalName().equals("q") ? 1 : 0;
        }
        Marks before = inlines.marks();
        inlines.text(depth % 2 == 0 ? "“" : "‘");
        inlines.setMarks(unmapped.checkAttributes(element, before));
        children(element);
        inlines.setMarks(before);
        inlines.text(depth % 2 == 0 ? "”" : "’");
    }

    private void formula(Element element) {
        boolean own = line == null && element.attr("display").equals("block");
        if (own) {
            flush();
        }
        MathMlReader.read(element, inlines, unmapped);
        if (own) {
            flush();
        }
    }

    private void lineBreak(Element element) {
        unmapped.checkAttributes(element);
        inlines.lineBreak();
    }

    private void paragraph(Element element) {
        flush();
        Attributes before = inherited;
        boolean nested = inParagraph;
        inParagraph = true;
        inherited = attributes(element).orElse(inherited.dir(), inherited.lang());
        Marks marks = inlines.marks();
        inlines.setMarks(unmapped.checkAttributes(element, marks));
        children(element);
        flush();
        inlines.setMarks(marks);
        inherited = before;
        inParagraph = nested;
    }

    private void heading(Element element) {
        if (line != null) {
            flush();
            children(element);
            flush();
            return;
        }
        unmapped.checkAttributes(element, Marks.NONE, "id");
        List<Block> pictures = new ArrayList<>();
        List<Inline> content = lineOf(element, pictures);
        int level = element.normalName().charAt(1) - '0';
        add(new Heading(attributes(element), level, Slug.id(element.attr("id")), content));
        pictures.forEach(this::add);
    }

    private void listing(Element element) {
        boolean ordered = element.normalName().equals("ol");
        unmapped.checkAttributes(element, Marks.NONE, ordered ? "start" : "");
        List<Item> items = new ArrayList<>();
        for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof Element item && item.normalName().equals("li")) {
                items.add(item(item));
            } else if (child instanceof Element stray) {
                // A list that is a direct child of a list belongs to the item before it.
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
                items.add(new Item(null, blocksIn(() -> inlines.text(text.getWholeText()))));
            } else if (child instanceof Comment comment) {
                unmapped.commentDropped(comment);
            }
        }
        add(new Listing(attributes(element), ordered, start(element), items));
    }

    private Item item(Element element) {
        unmapped.checkAttributes(element);
        Boolean checked = null;
        Element box = element.selectFirst(
                "> input[type=checkbox], > p:first-child > input[type=checkbox], > label > input[type=checkbox]");
        if (box != null) {
            checked = box.hasAttr("checked");
            box.remove();
        }
        Attributes own = attributes(element);
        List<Block> blocks = blocksIn(() -> {
            inherited = own;
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
        if (figures.socialPost(element)) {
            return;
        }
        unmapped.checkAttributes(element, Marks.NONE, "cite");
        Citation citation = CitationExtractor.extract(element, unmapped);
        String url = element.attr("cite").isBlank() ? citation.url() : UrlSanitizer.absoluteWeb(element.attr("cite"));
        if (url == null && !element.attr("cite").isBlank()) {
            unmapped.unsafeLink(element, element.attr("cite"));
        }
        add(new Quote(attributes(element), blocksOf(element), citation.text(), url));
    }

    private void code(Element element) {
        Element code = element.selectFirst("> code");
        Element named = code == null ? element : code;
        unmapped.checkAttributes(element, Marks.NONE, "class");
        if (code != null) {
            unmapped.checkAttributes(code, Marks.NONE, "class");
        }
        plainCode(element);
        String language = PreformattedCode.language(named, element);
        String text = CharacterNormalizer.multiLine(PreformattedCode.text(element));
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        add(new Code(attributes(element), language, text));
    }

    /**
     * Warns about content that a code block can't hold. One warning names all links, because highlighted listings have
     * hundreds of links.
     */
    private void plainCode(Element element) {
        account(unmapped.linkAround(
                element, "link-dropped", "A code block can't be a link; the one around it is not kept"));
        Set<String> addresses = new LinkedHashSet<>();
        for (Element link : element.select("a[href]")) {
            addresses.add(link.attr("href"));
        }
        if (!addresses.isEmpty()) {
            unmapped.warn(
                    element,
                    "link-dropped",
                    "A code block holds no links; those to " + UnmappedMarkup.quoted(addresses) + " are not kept.");
        }
        for (Element inside : element.select("*")) {
            if (inside != element
                    && (HtmlElements.isDropped(inside.normalName()) || HtmlElements.isMedia(inside.normalName()))) {
                unmapped.elementDropped(inside);
            } else if (inside != element && inside.hasAttr("cite")) {
                unmapped.attributeDropped(inside, "cite");
            }
        }
    }

    private void definitions(Element element) {
        unmapped.checkAttributes(element);
        List<Definition> entries = new ArrayList<>();
        definitions(element, entries);
        add(new Definitions(attributes(element), entries));
    }

    private void definitions(Element element, List<Definition> entries) {
        for (Node node = element.firstChild(); node != null; node = node.nextSibling()) {
            if (node instanceof TextNode text && !text.isBlank()) {
                entries.add(new Definition(List.of(), blocksIn(() -> inlines.text(text.getWholeText()))));
            }
            if (!(node instanceof Element child)) {
                continue;
            }
            switch (child.normalName()) {
                case "dt" -> {
                    unmapped.checkAttributes(child);
                    List<Block> pictures = new ArrayList<>();
                    entries.add(new Definition(lineOf(child, pictures), pictures));
                }
                case "dd" -> {
                    unmapped.checkAttributes(child);
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

    /**
     * Reads the footnotes of a section by their labels. A heading in the section is dropped with a warning; its other
     * content is converted in place.
     */
    private void footnotes(Element element) {
        flush();
        for (Element item : element.select("> ol > li[id]")) {
            String label = label(item.id());
            if (label != null) {
                inNotes = true;
                notes.add(new Footnote(label, blocksOf(item)));
                inNotes = false;
                item.remove();
            }
        }
        for (Element part : element.select("> h1, > h2, > h3, > h4, > h5, > h6, > hr")) {
            if (part.normalName().startsWith("h") && !part.normalName().equals("hr")) {
                unmapped.elementDropped(part);
            }
            part.remove();
        }
        for (Element list : element.select("> ol")) {
            if (list.children().isEmpty() && PlainText.of(list).isBlank()) {
                list.remove();
            }
        }
        children(element);
        flush();
    }

    private static @Nullable String footnoteLabel(Element sup) {
        Element link = sup.childrenSize() == 1 ? sup.child(0) : null;
        if (link == null || !link.normalName().equals("a") || !link.attr("href").startsWith("#")) {
            return null;
        }
        return label(link.attr("href").substring(1));
    }

    /**
     * Returns the label from the id of a footnote, in the forms that {@code HtmlWriter}, GitHub and commonmark write;
     * null if there is none.
     */
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

    /** Returns the language and direction that an element declares. An invalid value is dropped with a warning. */
    Attributes attributes(Element element) {
        String dir = element.attr("dir");
        String lang = element.attr("lang").strip();
        if (dir.isEmpty() && lang.isEmpty()) {
            return Attributes.NONE;
        }
        Direction direction = Direction.of(dir);
        boolean known = Attributes.isLang(lang);
        if (direction == null && !dir.isEmpty()) {
            unmapped.attributeDropped(element, "dir");
        }
        if (!known && !lang.isEmpty()) {
            unmapped.attributeDropped(element, "lang");
        }
        return new Attributes("", direction, known ? lang : null);
    }
}
