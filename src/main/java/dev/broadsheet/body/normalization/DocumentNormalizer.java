package dev.broadsheet.body.normalization;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.BodyLimits;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.body.document.EmbedProvider;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Normalizes parsed blocks (whose text is already canonical, see {@link TextNormalizer}) to the canonical form of a
 * document:
 *
 * <ul>
 *   <li>blocks without content are dropped; all rows of a table have the same length, and a table with one column or
 *       without rows has no row headings;
 *   <li>a paragraph that contains only the URL of a known provider is an embed;
 *   <li>every heading has an id, unique in the document;
 *   <li>footnotes are one block, the last, in the order of their first reference; a reference without a footnote is
 *       text.
 * </ul>
 *
 * <p>Warnings about the result (images without alternative text, skipped heading levels) point into the result. One
 * instance normalizes one document, on one thread.
 */
public final class DocumentNormalizer {

    /**
     * Characters of a label that are kept when a number is appended; label and number fit the limit of
     * {@link Slug#label}.
     */
    private static final int LABEL_STEM = 40;

    private final ConversionWarnings warnings;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Footnote> notes = new LinkedHashMap<>();
    private final List<Footnote> duplicateNotes = new ArrayList<>();
    private final Set<String> mentioned = new HashSet<>();
    private final List<String> mentionOrder = new ArrayList<>();
    private int notesWritten;
    private Attributes notesAttributes = Attributes.NONE;
    private int blocks;
    private int cells;
    private int level;

    private DocumentNormalizer(ConversionWarnings warnings) {
        this.warnings = warnings;
    }

    /** Returns the normalized document. Throws {@code ValidationProblem} if a limit is exceeded. */
    public static Document normalize(List<Block> raw, ConversionWarnings warnings) {
        return new DocumentNormalizer(warnings).document(raw);
    }

    private Document document(List<Block> raw) {
        collectNotes(raw, 0);
        Map<String, Integer> numbers = new HashMap<>();
        duplicateNotes.forEach(note -> relabel(note, numbers));
        List<Block> out = blocks(raw, "/blocks", 0);
        if (notes.isEmpty()) {
            return new Document(out);
        }
        countBlock();
        List<Footnote> ordered = new ArrayList<>(notes.size());
        String pointer = "/blocks/" + out.size() + "/notes/";
        addMentionedNotes(ordered, pointer);
        for (String label : notes.keySet()) {
            if (mentioned.add(label)) {
                mentionOrder.add(label);
                addMentionedNotes(ordered, pointer);
            }
        }
        out.add(new Footnotes(notesAttributes, ordered));
        return new Document(out);
    }

    /** Adds footnotes in the order of their first reference. Footnotes that only other footnotes refer to follow. */
    private void addMentionedNotes(List<Footnote> ordered, String pointer) {
        while (notesWritten < mentionOrder.size()) {
            String label = mentionOrder.get(notesWritten++);
            Footnote note = notes.get(label);
            if (note != null) {
                countBlock();
                String here = pointer + ordered.size() + "/blocks";
                ordered.add(new Footnote(label, blocks(note.blocks(), here, 1)));
            }
        }
    }

    private void collectNotes(List<Block> raw, int depth) {
        if (depth > BodyLimits.MAX_DEPTH) {
            throw BodyLimits.tooDeep();
        }
        for (Block block : raw) {
            if (block instanceof Footnotes footnotes) {
                if (notesAttributes.equals(Attributes.NONE)) {
                    notesAttributes = Attributes.NONE.withKey(footnotes.key());
                }
                for (Footnote note : footnotes.notes()) {
                    if (notes.putIfAbsent(note.label(), note) != null) {
                        duplicateNotes.add(note);
                    }
                    collectNotes(note.blocks(), depth + 1);
                }
            } else {
                DocumentTraversal.forEachChildList(block, children -> collectNotes(children, depth + 1));
            }
        }
    }

    /** Appends the first free number from 2 to a label that another footnote has. */
    private void relabel(Footnote note, Map<String, Integer> numbers) {
        String stem = Slug.label(note.label().substring(0, Math.min(note.label().length(), LABEL_STEM)));
        String label;
        do {
            label = stem + "-" + (numbers.merge(stem, 1, Integer::sum) + 1);
        } while (notes.containsKey(label));
        notes.put(label, new Footnote(label, note.blocks()));
        warnings.onLine(
                0,
                "footnote-repeated",
                "Footnote " + note.label() + " is defined again; this one is kept as " + label + ".");
    }

    private List<Block> blocks(List<Block> raw, String pointer, int depth) {
        if (depth > BodyLimits.MAX_DEPTH) {
            throw BodyLimits.tooDeep();
        }
        List<Block> out = new ArrayList<>(raw.size());
        for (Block block : raw) {
            if (!(block instanceof Footnotes)) {
                countBlock();
                block(block, out, pointer, depth);
            }
        }
        return out;
    }

    private void countBlock() {
        if (++blocks > BodyLimits.MAX_BLOCKS) {
            throw BodyLimits.tooManyBlocks();
        }
    }

    private void block(Block block, List<Block> out, String pointer, int depth) {
        String here = pointer + "/" + out.size();
        if (block instanceof Paragraph paragraph) {
            paragraph(paragraph, out);
        } else if (block instanceof Heading heading) {
            heading(heading, out, here);
        } else if (block instanceof Listing listing) {
            listing(listing, out, here, depth);
        } else if (block instanceof Quote quote) {
            quote(quote, out, here, depth);
        } else if (block instanceof Image image) {
            out.add(image(image, here));
        } else if (block instanceof Gallery gallery) {
            gallery(gallery, out, here);
        } else if (block instanceof Embed embed) {
            String title = TextNormalizer.text(embed.title());
            out.add(new Embed(embed.attributes(), embed.url(), embed.url().equals(title) ? null : title));
        } else if (block instanceof Table table) {
            table(table, out);
        } else if (block instanceof Definitions definitions) {
            definitions(definitions, out, here, depth);
        } else {
            out.add(block);
        }
    }

    private void paragraph(Paragraph paragraph, List<Block> out) {
        List<Inline> content = resolveReferences(paragraph.content());
        if (content.isEmpty()) {
            return;
        }
        if (content.size() == 1
                && content.get(0) instanceof Text text
                && text.marks().bits() == 0
                && text.marks().link() != null
                && text.marks().link().href().equals(text.text())
                && EmbedProvider.of(text.text()) != EmbedProvider.LINK
                && UrlSanitizer.absoluteWeb(text.text()) != null) {
            out.add(new Embed(
                    paragraph.attributes(),
                    text.text(),
                    TextNormalizer.text(text.marks().link().title())));
            return;
        }
        out.add(content == paragraph.content() ? paragraph : new Paragraph(paragraph.attributes(), content));
    }

    private void heading(Heading heading, List<Block> out, String here) {
        List<Inline> content = resolveReferences(heading.content());
        if (content.isEmpty()) {
            return;
        }
        if (level > 0 && heading.level() > level + 1) {
            warnings.at(
                    here + "/level",
                    "heading-jump",
                    "A heading of level " + heading.level() + " follows one of level " + level + ".");
        }
        level = heading.level();
        String wanted = Slug.id(heading.id());
        String id = uniqueId(wanted.isEmpty() ? Slug.of(content) : wanted);
        out.add(new Heading(heading.attributes(), heading.level(), id, content));
    }

    /** Returns the id, with the first free number from 2 appended if it is taken. */
    private String uniqueId(String id) {
        Integer last = ids.putIfAbsent(id, 1);
        if (last == null) {
            return id;
        }
        int n = last + 1;
        while (ids.putIfAbsent(id + "-" + n, 1) != null) {
            n++;
        }
        ids.put(id, n);
        return id + "-" + n;
    }

    private void listing(Listing listing, List<Block> out, String here, int depth) {
        List<Item> items = new ArrayList<>(listing.items().size());
        for (Item item : listing.items()) {
            countBlock();
            List<Block> nested = blocks(item.blocks(), here + "/items/" + items.size() + "/blocks", depth + 1);
            items.add(new Item(item.checked(), nested));
        }
        if (!items.isEmpty()) {
            int start = listing.ordered() ? Math.min(Math.max(listing.start(), 0), 999_999_999) : 1;
            out.add(new Listing(listing.attributes(), listing.ordered(), start, items));
        }
    }

    private void quote(Quote quote, List<Block> out, String here, int depth) {
        List<Block> nested = blocks(quote.blocks(), here + "/blocks", depth + 1);
        String citation = TextNormalizer.text(quote.citation());
        if (nested.isEmpty() && citation != null) {
            nested = List.of(new Paragraph(Attributes.NONE, List.of(Text.plain(citation))));
            citation = null;
        }
        if (nested.isEmpty() && quote.url() != null) {
            warnings.onLine(
                    0, "empty-link", "A quote without text is not kept, nor its address: \"" + quote.url() + "\".");
        }
        if (!nested.isEmpty()) {
            out.add(new Quote(quote.attributes(), nested, citation, quote.url()));
        }
    }

    private Image image(Image image, String here) {
        String alt = TextNormalizer.text(image.alt());
        if (alt == null) {
            warnings.at(
                    here + "/alt",
                    "image-without-alt",
                    "The image " + (image.media() == null ? image.url() : image.media()) + " has no alternative text.");
        }
        return new Image(
                image.attributes(),
                image.media(),
                image.url(),
                alt == null ? "" : alt,
                TextNormalizer.text(image.caption()),
                TextNormalizer.text(image.credit()),
                TextNormalizer.text(image.copyright()));
    }

    private void gallery(Gallery gallery, List<Block> out, String here) {
        List<Image> images = new ArrayList<>(gallery.images().size());
        for (Image image : gallery.images()) {
            countBlock();
            images.add(image(image, here + "/images/" + images.size()));
        }
        String caption = TextNormalizer.text(gallery.caption());
        if (!images.isEmpty()) {
            out.add(new Gallery(gallery.attributes(), images, caption));
        } else if (caption != null) {
            out.add(new Paragraph(gallery.attributes(), List.of(Text.plain(caption))));
        }
    }

    private void table(Table table, List<Block> out) {
        int width = Math.max(table.header().size(), table.columns().size());
        for (Row row : table.rows()) {
            width = Math.max(width, row.cells().size());
        }
        if (width == 0 || table.rows().isEmpty() && table.header().isEmpty()) {
            return;
        }
        long all = (long) width * (table.rows().size() + 1) + cells;
        if (all > BodyLimits.MAX_CELLS) {
            throw BodyLimits.tooManyCells();
        }
        cells = (int) all;
        List<Block.Alignment> columns = padded(table.columns(), Block.Alignment.NONE, width);
        List<Cell> header = cells(table.header());
        boolean headless = header.stream().allMatch(cell -> cell.content().isEmpty());
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (Row row : table.rows()) {
            rows.add(new Row(padded(cells(row.cells()), Cell.EMPTY, width)));
        }
        if (headless
                && rows.stream()
                        .allMatch(row -> row.cells().stream()
                                .allMatch(cell -> cell.content().isEmpty()))) {
            return;
        }
        out.add(new Table(
                table.attributes(),
                columns,
                headless ? List.of() : padded(header, Cell.EMPTY, width),
                rows,
                table.rowHeaders() && width > 1 && !rows.isEmpty()));
    }

    private List<Cell> cells(List<Cell> raw) {
        List<Cell> out = new ArrayList<>(raw.size());
        for (Cell cell : raw) {
            out.add(new Cell(resolveReferences(cell.content())));
        }
        return out;
    }

    private static <T> List<T> padded(List<T> some, T filler, int size) {
        if (some.size() >= size) {
            return some;
        }
        List<T> all = new ArrayList<>(some);
        all.addAll(Collections.nCopies(size - some.size(), filler));
        return all;
    }

    private void definitions(Definitions definitions, List<Block> out, String here, int depth) {
        List<Definition> entries = new ArrayList<>(definitions.entries().size());
        for (Definition entry : definitions.entries()) {
            countBlock();
            List<Inline> term = resolveReferences(entry.term());
            List<Block> nested = blocks(entry.blocks(), here + "/entries/" + entries.size() + "/blocks", depth + 1);
            if (!term.isEmpty() || !nested.isEmpty()) {
                entries.add(new Definition(term, nested));
            }
        }
        if (!entries.isEmpty()) {
            out.add(new Definitions(definitions.attributes(), entries));
        }
    }

    /** Records the referenced footnotes. A reference without a footnote becomes text. */
    private List<Inline> resolveReferences(List<Inline> content) {
        boolean lost = false;
        for (Inline inline : content) {
            if (inline instanceof NoteReference reference) {
                if (mentioned.add(reference.label())) {
                    mentionOrder.add(reference.label());
                }
                lost |= !notes.containsKey(reference.label());
            }
        }
        if (!lost) {
            return content;
        }
        List<Inline> out = new ArrayList<>(content.size());
        for (Inline inline : content) {
            if (inline instanceof NoteReference reference && !notes.containsKey(reference.label())) {
                warnings.onLine(0, "footnote-missing", "There is no footnote " + reference.label() + ".");
                out.add(new Text(reference.label(), Marks.of(Mark.SUP)));
            } else {
                out.add(inline);
            }
        }
        return TextNormalizer.line(out);
    }
}
