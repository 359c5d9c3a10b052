package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Divider;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.BodyLimits;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.MarkupDensity;
import dev.broadsheet.body.html.HtmlReader;
import dev.broadsheet.body.normalization.CharacterNormalizer;
import dev.broadsheet.body.normalization.Slug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown. commonmark-java parses; each of its nodes is mapped to a block, and {@code HtmlReader} reads raw
 * HTML.
 *
 * <p>The blocks are not normalized; pass them to {@link dev.broadsheet.body.normalization.DocumentNormalizer}. One
 * instance reads one source, on one thread. Throws {@code ValidationProblem} if a limit is exceeded.
 */
public final class MarkdownReader {

    private static final int MAX_INLINE_NESTING = 100;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(
                    TablesExtension.builder().maxCells(BodyLimits.MAX_CELLS).build(),
                    StrikethroughExtension.create(),
                    TaskListItemsExtension.create(),
                    AutolinkExtension.create(),
                    FootnotesExtension.create()))
            .customInlineContentParserFactory(new BracedAttributes.Factory())
            .linkProcessor(CaptionShortcodeTag::recognise)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(2 * BodyLimits.MAX_DEPTH + 10)
            .maxInlineNesting(MAX_INLINE_NESTING)
            .build();

    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    private final String markdown;
    private final ConversionWarnings warnings;
    private final List<Footnote> notes = new ArrayList<>();

    private MarkdownReader(String markdown, ConversionWarnings warnings) {
        this.markdown = markdown;
        this.warnings = warnings;
    }

    public static List<Block> read(String markdown, ConversionWarnings warnings) {
        MarkupDensity.checkMarkdown(markdown);
        MarkdownReader reader = new MarkdownReader(markdown, warnings);
        List<Block> blocks = reader.blocks(parse(markdown), 0);
        if (!reader.notes.isEmpty()) {
            blocks.add(new Footnotes(Attributes.NONE, reader.notes));
        }
        return blocks;
    }

    private static Node parse(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (IllegalArgumentException tooManyCells) {
            throw BodyLimits.tooManyCells();
        }
    }

    private List<Block> blocks(Node parent, int depth) {
        if (depth > BodyLimits.MAX_DEPTH) {
            throw BodyLimits.tooDeep();
        }
        List<Block> out = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, depth, out);
        }
        return out;
    }

    private void block(Node node, int depth, List<Block> out) {
        if (node instanceof org.commonmark.node.Paragraph) {
            new InlineMarkdownReader(warnings, line(node), out, false).paragraphs(node);
        } else if (node instanceof org.commonmark.node.Heading heading) {
            heading(heading, out);
        } else if (node instanceof BlockQuote) {
            out.add(new Quote(Attributes.NONE, blocks(node, depth + 1), null, null));
        } else if (node instanceof ListBlock list) {
            out.add(listing(list, depth));
        } else if (node instanceof FencedCodeBlock code) {
            out.add(code(code.getLiteral(), code.getInfo(), line(node)));
        } else if (node instanceof IndentedCodeBlock code) {
            out.add(code(code.getLiteral(), "", line(node)));
        } else if (node instanceof HtmlBlock html) {
            html(html, out);
        } else if (node instanceof ThematicBreak) {
            out.add(new Divider(Attributes.NONE));
        } else if (node instanceof TableBlock) {
            List<Block> aside = new ArrayList<>();
            out.add(table(node, aside));
            out.addAll(aside);
        } else if (node instanceof FootnoteDefinition note) {
            String label = Slug.label(note.getLabel());
            if (label.isEmpty()) {
                warnings.onLine(
                        line(node),
                        "footnote-missing",
                        "A footnote needs a label with letters or digits; what it says is kept where it stands.");
                out.addAll(blocks(node, depth + 1));
            } else {
                notes.add(new Footnote(label, blocks(node, depth + 1)));
            }
        }
    }

    private void heading(org.commonmark.node.Heading node, List<Block> out) {
        String id = "";
        Attributes attributes = Attributes.NONE;
        if (node.getLastChild() instanceof BracedAttributes braces) {
            Map<String, String> members = braces.attributes();
            id = Slug.id(members.getOrDefault("#", ""));
            attributes = attributes(members);
            members.keySet().stream()
                    .filter(name -> !List.of("#", "dir", "lang").contains(name))
                    .forEach(name -> warnAttributeDropped(name, "a heading", node));
            braces.unlink();
        }
        List<Block> pictures = new ArrayList<>();
        List<Inline> content = new InlineMarkdownReader(warnings, line(node), pictures, false).line(node);
        out.add(new Heading(attributes, node.getLevel(), id, content));
        out.addAll(pictures);
    }

    private void warnAttributeDropped(String name, String of, Node node) {
        warnings.onLine(line(node), "attribute-dropped", "Attribute \"" + name + "\" of " + of + " is not kept.");
    }

    static Attributes attributes(Map<String, String> members) {
        String lang = members.getOrDefault("lang", "");
        Direction dir = Direction.of(members.getOrDefault("dir", ""));
        boolean known = Attributes.isLang(lang);
        return dir == null && !known ? Attributes.NONE : new Attributes("", dir, known ? lang : null);
    }

    private Listing listing(ListBlock list, int depth) {
        List<Item> items = new ArrayList<>();
        for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ListItem item) {
                Node first = item.getFirstChild();
                Boolean checked = first instanceof TaskListItemMarker marker ? marker.isChecked() : null;
                items.add(new Item(checked, blocks(item, depth + 1)));
            }
        }
        boolean ordered = !(list instanceof BulletList);
        Integer start = list instanceof OrderedList numbers ? numbers.getMarkerStartNumber() : null;
        return new Listing(Attributes.NONE, ordered, start == null ? 1 : start, items);
    }

    private Code code(String literal, String info, int line) {
        String text = CharacterNormalizer.multiLine(
                literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal);
        String words = info == null ? "" : info.strip();
        String language = words.split("\\s", 2)[0];
        boolean known = Code.isLanguage(language);
        if (!words.isEmpty() && (!known || language.length() < words.length())) {
            warnings.onLine(line, "attribute-dropped", "Of what stands behind a code fence only the language is kept.");
        }
        return new Code(Attributes.NONE, known ? language : null, text);
    }

    private void html(HtmlBlock html, List<Block> out) {
        String literal = html.getLiteral();
        if (!literal.strip().equals("<!-- -->")) {
            if (out.size() > BodyLimits.MAX_BLOCKS) {
                throw BodyLimits.tooManyBlocks();
            }
            for (Block block : HtmlReader.read(literal, line(html) - 1, warnings)) {
                if (block instanceof Footnotes footnotes) {
                    notes.addAll(footnotes.notes());
                } else {
                    out.add(block);
                }
            }
        }
    }

    /** @param aside receives the images and embeds in the cells */
    private Table table(Node node, List<Block> aside) {
        List<Alignment> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Node part = node.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(row(row, rows.isEmpty() ? columns : null, aside));
                    warnOfSurplusCells(row, columns.size());
                }
            }
        }
        return new Table(Attributes.NONE, columns, rows.get(0).cells(), rows.subList(1, rows.size()), false);
    }

    private Row row(Node row, @org.jspecify.annotations.Nullable List<Alignment> columns, List<Block> aside) {
        List<Cell> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableCell cell) {
                cells.add(new Cell(new InlineMarkdownReader(warnings, line(row), aside, true).line(cell)));
                if (columns != null) {
                    columns.add(alignment(cell));
                }
            }
        }
        return new Row(cells);
    }

    /** Warns about the cells of a row beyond the columns of the header, which GitHub's tables drop. */
    private void warnOfSurplusCells(Node row, int columns) {
        if (row.getSourceSpans().isEmpty()) {
            return;
        }
        SourceSpan span = row.getSourceSpans().get(0);
        String text = markdown.substring(span.getInputIndex(), span.getInputIndex() + span.getLength())
                .strip();
        String[] cells = CELL_BORDER.split(text.startsWith("|") ? text.substring(1) : text);
        String surplus = Arrays.stream(cells)
                .skip(columns)
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" | "));
        if (!surplus.isEmpty()) {
            warnings.onLine(
                    line(row), "cell-dropped", "A row has more cells than the head: “" + surplus + "” is not kept.");
        }
    }

    private static Alignment alignment(TableCell cell) {
        return cell.getAlignment() == null
                ? Alignment.NONE
                : Alignment.valueOf(cell.getAlignment().name());
    }

    static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 0
                : node.getSourceSpans().get(0).getLineIndex() + 1;
    }
}
