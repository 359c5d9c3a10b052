package dev.broadsheet.body;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Divider;
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
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.CharacterNormalizer;
import dev.broadsheet.body.normalization.DocumentNormalizer;
import dev.broadsheet.body.normalization.Slug;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Generates random documents with every type of block and with text that looks like the syntax of all formats. */
public final class GeneratedDocument {

    private static final List<String> SCRAPS = List.of(
            "word",
            "a",
            "b",
            "Word",
            "1",
            "12",
            ".",
            ",",
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\t",
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "!",
            "<",
            ">",
            "&",
            "&amp;",
            "&#x41;",
            "&copy",
            "\\",
            "#",
            "##",
            "-",
            "+",
            "1.",
            "2)",
            "=",
            "===",
            "---",
            "|",
            "||",
            "~",
            "~~",
            "~~~",
            "{",
            "}",
            "{#a}",
            "{a=b}",
            "{credit=\"x\"}",
            ":",
            "://",
            "https://a.b/c",
            "www.example.com",
            "a@b.co",
            "ftp://x.y",
            "[x] ",
            "[ ] ",
            "[^1]",
            "[^1]:",
            "[^note]: ",
            "[a]: /b",
            "![",
            "](",
            "😀",
            "👨‍👩‍👧",
            "مرحبا",
            "שלום",
            "\u00a0",
            "\u2003",
            "\u200d",
            "é",
            "e\u0301",
            "“q”",
            "—",
            "\u202e",
            "<b>",
            "</p>",
            "<!-- x -->",
            "<!-- -->",
            "-->",
            "<sub>",
            "\"",
            "'",
            "中文",
            "©",
            "$",
            "^",
            "@",
            "%",
            "http",
            "javascript:x",
            "\uD800",
            "\u0000",
            "\u2028",
            "\u0085",
            "***",
            "* * *",
            "```",
            "<a href=x>",
            "]]>",
            "<?x",
            "</li>",
            "</script>",
            "\u3000",
            "\ufeff",
            "W.",
            "w.",
            "mailto:a@b.co",
            "ſ",
            "İ");

    private static final List<String> ADDRESSES = List.of(
            "https://example.com",
            "http://a.b/c?d=e&f=g&copy=1#h",
            "/x/(y)",
            "/x)",
            "#frag",
            "",
            "?q=1",
            "mailto:a@b.co",
            "tel:+123",
            "rel/path",
            "/ä ö",
            "https://ex.com/\"<>\\`{}|",
            "//host/x",
            "/a*b_c",
            "https://youtu.be/abc",
            "https://x.com/a/status/1");

    private final Random random;
    private int budget;

    private GeneratedDocument(long seed, int budget) {
        this.random = new Random(seed);
        this.budget = budget;
    }

    /** Generates a canonical document. The same arguments yield the same document. */
    public static Document of(long seed, int size) {
        GeneratedDocument imagined = new GeneratedDocument(seed, size);
        List<Block> blocks = imagined.blocks(0);
        if (imagined.one(3)) {
            blocks.add(imagined.footnotes());
        }
        return BlockKeys.removeAll(DocumentNormalizer.normalize(blocks, new ConversionWarnings()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> supplier) {
        return one(3) ? supplier.get() : null;
    }

    private List<Block> blocks(int depth) {
        List<Block> blocks = new ArrayList<>();
        int size = random.nextInt(4) + (depth == 0 ? 1 : 0);
        for (int i = 0; i < size && budget-- > 0; i++) {
            blocks.add(block(depth));
        }
        return blocks;
    }

    private Block block(int depth) {
        int kind = random.nextInt(depth > 3 ? 8 : 16);
        return switch (kind) {
            case 0, 1 -> new Paragraph(attributes(), line());
            case 2 ->
                new Heading(attributes(), 1 + random.nextInt(6), one(2) ? "" : Slug.id(syntaxFragments()), line());
            case 3 -> new Code(attributes(), one(2) ? null : pick(List.of("java", "c++", "x")), code());
            case 4 -> new Divider(attributes());
            case 5 -> image();
            case 6 ->
                new Embed(
                        attributes(),
                        pick(List.of(
                                "https://youtu.be/abc", "https://example.com/x?a=b&c", "https://x.com/a/status/1")),
                        maybe(this::syntaxFragments));
            case 7 -> table();
            case 8, 9, 10, 11 -> listing(depth);
            case 12, 13 ->
                new Quote(
                        attributes(),
                        blocks(depth + 1),
                        maybe(this::syntaxFragments),
                        maybe(() -> "https://example.com/a?b=c&d"));
            case 14 -> new Gallery(attributes(), images(), maybe(this::syntaxFragments));
            default -> definitions(depth);
        };
    }

    private Attributes attributes() {
        return one(8) ? new Attributes("", one(2) ? Direction.RTL : null, one(2) ? "ar" : null) : Attributes.NONE;
    }

    private Block listing(int depth) {
        List<Item> items = new ArrayList<>();
        int size = 1 + random.nextInt(3);
        boolean tasks = one(4);
        for (int i = 0; i < size; i++) {
            items.add(new Item(tasks ? (Boolean) one(2) : null, blocks(depth + 1)));
        }
        return new Listing(attributes(), one(2), one(3) ? pick(List.of(0, 7, 999_999_999)) : 1, items);
    }

    private Block definitions(int depth) {
        List<Definition> entries = new ArrayList<>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            entries.add(new Definition(line(), blocks(depth + 1)));
        }
        return new Definitions(attributes(), entries);
    }

    private Block footnotes() {
        List<Footnote> notes = new ArrayList<>();
        for (String label : List.of("1", "note", "ä-b")) {
            if (!one(3)) {
                notes.add(new Footnote(label, blocks(1)));
            }
        }
        return new Footnotes(Attributes.NONE, notes);
    }

    private List<Image> images() {
        List<Image> images = new ArrayList<>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            images.add(image());
        }
        return images;
    }

    private Image image() {
        boolean media = one(2);
        return new Image(
                attributes(),
                media ? "123e4567-e89b-12d3-a456-426614174000" : null,
                media ? null : pick(List.of("/a.png", "https://e.x/(1).jpg?a=b&lt=c", "x.gif")),
                one(3) ? "" : syntaxFragments(),
                maybe(this::syntaxFragments),
                maybe(this::syntaxFragments),
                maybe(this::syntaxFragments));
    }

    private Block table() {
        int width = 1 + random.nextInt(3);
        List<Alignment> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(pick(List.of(Alignment.values())));
        }
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            rows.add(new Row(cells(width)));
        }
        return new Table(attributes(), columns, one(4) ? List.of() : cells(width), rows, one(3));
    }

    private List<Cell> cells(int width) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            cells.add(new Cell(line()));
        }
        return cells;
    }

    private List<Inline> line() {
        List<Inline> line = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            int kind = random.nextInt(14);
            if (kind == 0) {
                line.add(Break.BREAK);
            } else if (kind == 1) {
                line.add(new NoteReference(pick(List.of("1", "note", "ä-b"))));
            } else {
                line.add(new Text(syntaxFragments(), marks()));
            }
        }
        return TextNormalizer.line(line);
    }

    private Marks marks() {
        Marks marks = Marks.NONE;
        while (one(2)) {
            marks = marks.with(pick(List.of(Mark.values())));
        }
        if (one(4)) {
            String href = UrlSanitizer.link(pick(ADDRESSES));
            marks = marks.with(href == null ? null : new Link(href, TextNormalizer.text(maybe(this::syntaxFragments))));
        }
        return marks;
    }

    private String syntaxFragments() {
        StringBuilder text = new StringBuilder();
        int size = 1 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            text.append(pick(SCRAPS));
        }
        return text.toString();
    }

    private String code() {
        StringBuilder text = new StringBuilder();
        while (!one(4)) {
            text.append(syntaxFragments()).append(one(2) ? "\n" : "");
        }
        return CharacterNormalizer.multiLine(text.toString());
    }
}
