package dev.broadsheet.body.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block of a document. The hierarchy is sealed: code that handles these types handles every body. No type holds
 * markup.
 */
public sealed interface Block {

    Attributes attributes();

    Block with(Attributes attributes);

    default String key() {
        return attributes().key();
    }

    /** A paragraph of running text. */
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
     * @param id the URL fragment of the heading, unique in the document; empty until {@code DocumentNormalizer} derives
     *     it from the text
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
     * A list. The document doesn't store whether the source was tight or loose.
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
     * A quotation.
     *
     * @param citation the person or work that is quoted, as text
     * @param url the source of the quotation
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
     * An image. Exactly one of media and url is set.
     *
     * @param media the id of an uploaded file, a UUID
     * @param url the URL of an external image, see {@code UrlSanitizer.resource}
     * @param alt the alternative text; empty means decorative
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

    /** A group of images. */
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
     * Content of another site, stored as its URL and never as markup. The provider follows from the URL.
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
     * @param columns the alignment of each column
     * @param header empty if the table has none
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

    /** A cell of a table. It holds only text. */
    record Cell(List<Inline> content) {
        public static final Cell EMPTY = new Cell(List.of());

        public Cell {
            content = List.copyOf(content);
        }
    }

    /** The alignment of a column; {@code NONE} leaves it to the style sheet. */
    enum Alignment {
        NONE,
        LEFT,
        CENTER,
        RIGHT
    }

    /**
     * Preformatted text.
     *
     * @param language the first word of the code fence, such as {@code java}
     * @param text lines that end in {@code \n}, except the last line
     */
    record Code(Attributes attributes, @Nullable String language, String text) implements Block {

        /** Whether the name is valid for a language: one printable word of at most 60 characters. */
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

    /** A list of terms and their definitions. */
    record Definitions(Attributes attributes, List<Definition> entries) implements Block {
        public Definitions {
            entries = List.copyOf(entries);
        }

        @Override
        public Definitions with(Attributes attributes) {
            return new Definitions(attributes, entries);
        }
    }

    /** A term and its definition. It has no blocks if the next term shares its definition. */
    record Definition(List<Inline> term, List<Block> blocks) {
        public Definition {
            term = List.copyOf(term);
            blocks = List.copyOf(blocks);
        }
    }

    /** The footnotes of the document. A document has at most one such block, the last. */
    record Footnotes(Attributes attributes, List<Footnote> notes) implements Block {
        public Footnotes {
            notes = List.copyOf(notes);
        }

        @Override
        public Footnotes with(Attributes attributes) {
            return new Footnotes(attributes, notes);
        }
    }

    /** A thematic break, as in HTML's {@code hr}. */
    record Divider(Attributes attributes) implements Block {
        @Override
        public Divider with(Attributes attributes) {
            return new Divider(attributes);
        }
    }
}
