package dev.broadsheet.body.document;

import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a document. The set is closed: a writer that handles these handles every body, and
 * there is none that holds markup.
 */
public sealed interface Block {

    Attributes attributes();

    Block with(Attributes attributes);

    default String key() {
        return attributes().key();
    }

    /** Running text. */
    record Paragraph(Attributes attributes, List<Inline> content) implements Block {
        public Paragraph {
            content = List.copyOf(content);
        }

        @Override
        public Paragraph with(Attributes attributes) {
            return new Paragraph(attributes, content);
        }
    }

    /**
     * A heading.
     *
     * @param level 1 to 6
     * @param id the fragment that leads here, unique in the document; empty until {@link TextNormalizer}
     *     derives it from the text
     */
    record Heading(Attributes attributes, int level, String id, List<Inline> content) implements Block {
        public Heading {
            content = List.copyOf(content);
        }

        @Override
        public Heading with(Attributes attributes) {
            return new Heading(attributes, level, id, content);
        }
    }

    /**
     * A list. Whether its source was tight or loose isn't kept.
     *
     * @param start the first number, 0 to 999,999,999; 1 when not ordered
     */
    record Listing(Attributes attributes, boolean ordered, int start, List<Item> items) implements Block {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public Listing with(Attributes attributes) {
            return new Listing(attributes, ordered, start, items);
        }
    }

    /**
     * An item of a list.
     *
     * @param checked the state of a task; null where the item is no task
     */
    record Item(@Nullable Boolean checked, List<Block> blocks) {
        public Item {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Words of somebody else.
     *
     * @param citation who or what is quoted, as text
     * @param url where it was said
     */
    record Quote(
            Attributes attributes,
            List<Block> blocks,
            @Nullable String citation,
            @Nullable String url) implements Block {
        public Quote {
            blocks = List.copyOf(blocks);
        }

        @Override
        public Quote with(Attributes attributes) {
            return new Quote(attributes, blocks, citation, url);
        }
    }

    /**
     * A picture: exactly one of media and url is set.
     *
     * @param media the id of a file of ours, a UUID
     * @param url somewhere else, see {@link UrlSanitizer#resource}
     * @param alt what it shows, for those who can't see it; empty means decorative
     */
    record Image(
            Attributes attributes,
            @Nullable String media,
            @Nullable String url,
            String alt,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable String copyright)
            implements Block {
        @Override
        public Image with(Attributes attributes) {
            return new Image(attributes, media, url, alt, caption, credit, copyright);
        }

        public Image withCaption(@Nullable String caption) {
            return new Image(attributes, media, url, alt, caption, credit, copyright);
        }
    }

    /** Pictures that belong together. */
    record Gallery(
            Attributes attributes,
            List<Image> images,
            @Nullable String caption) implements Block {
        public Gallery {
            images = List.copyOf(images);
        }

        @Override
        public Gallery with(Attributes attributes) {
            return new Gallery(attributes, images, caption);
        }
    }

    /**
     * Something that lives elsewhere, named by its address and never by its markup. Who provides it
     * follows from the address.
     *
     * @param url absolute, http or https
     */
    record Embed(
            Attributes attributes, String url, @Nullable String title) implements Block {
        @Override
        public Embed with(Attributes attributes) {
            return new Embed(attributes, url, title);
        }

        public EmbedProvider provider() {
            return EmbedProvider.of(url);
        }
    }

    /**
     * A table. Every row has as many cells as there are columns.
     *
     * @param columns how each column is aligned
     * @param header empty where the table has none
     * @param rowHeaders whether the first cell of each row is the heading of its row
     */
    record Table(Attributes attributes, List<Alignment> columns, List<Cell> header, List<Row> rows, boolean rowHeaders)
            implements Block {
        public Table {
            columns = List.copyOf(columns);
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }

        @Override
        public Table with(Attributes attributes) {
            return new Table(attributes, columns, header, rows, rowHeaders);
        }
    }

    /** A row of a table. */
    record Row(List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A cell of a table: text alone. */
    record Cell(List<Inline> content) {
        public static final Cell EMPTY = new Cell(List.of());

        public Cell {
            content = List.copyOf(content);
        }
    }

    /** How a column is aligned; {@code NONE} leaves it to the style sheet. */
    enum Alignment {
        NONE,
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * Preformatted text.
     *
     * @param language the first word of the fence, such as {@code java}
     * @param text lines ending in {@code \n}, without the last line's end
     */
    record Code(Attributes attributes, @Nullable String language, String text) implements Block {

        /** Whether a language may be named so: one printable word of at most 60 characters. */
        public static boolean isLanguage(String name) {
            return !name.isEmpty()
                    && name.length() <= 60
                    && name.chars()
                            .allMatch(c -> c > ' ' && c < 127 && "\"'`<>&\\~{}".indexOf(c) < 0
                                    || c < 0xD800 && Character.isLetter(c));
        }

        @Override
        public Code with(Attributes attributes) {
            return new Code(attributes, language, text);
        }
    }

    /** Terms and what they mean. */
    record Definitions(Attributes attributes, List<Definition> entries) implements Block {
        public Definitions {
            entries = List.copyOf(entries);
        }

        @Override
        public Definitions with(Attributes attributes) {
            return new Definitions(attributes, entries);
        }
    }

    /** A term; without blocks where the next term shares the meaning. */
    record Definition(List<Inline> term, List<Block> blocks) {
        public Definition {
            term = List.copyOf(term);
            blocks = List.copyOf(blocks);
        }
    }

    /** The notes of the document: at most one such block, the last. */
    record Footnotes(Attributes attributes, List<Footnote> notes) implements Block {
        public Footnotes {
            notes = List.copyOf(notes);
        }

        @Override
        public Footnotes with(Attributes attributes) {
            return new Footnotes(attributes, notes);
        }
    }

    /** A change of subject. */
    record Divider(Attributes attributes) implements Block {
        @Override
        public Divider with(Attributes attributes) {
            return new Divider(attributes);
        }
    }
}
