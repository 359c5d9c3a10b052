package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Converts tables. The first row is the header if it is in {@code thead} or contains only {@code th} cells. The first
 * column holds row headings if it consists of {@code th}. A cell is one line of text; images and players in a cell
 * follow the table. A layout table (only images, or one cell with blocks) is replaced by its content.
 */
final class TableConverter {

    private static final Pattern ALIGN =
            Pattern.compile("text-align:\\s*(left|center|right)", Pattern.CASE_INSENSITIVE);

    private static final String BLOCKS =
            "p, ul, ol, dl, table, blockquote, pre, figure, img, amp-img, iframe, video, audio, h1, h2, h3, h4, h5, h6";

    private final HtmlToDocument converter;
    private final UnmappedMarkup unmapped;
    private final FigureConverter figures;

    TableConverter(HtmlToDocument page, UnmappedMarkup unmapped, FigureConverter figures) {
        this.converter = page;
        this.unmapped = unmapped;
        this.figures = figures;
    }

    void table(Element table) {
        unmapped.checkAttributes(table);
        List<Element> captions = new ArrayList<>();
        List<Element> rows = new ArrayList<>();
        for (Element part : table.children()) {
            switch (part.normalName()) {
                case "tr" -> rows.add(part);
                case "caption" -> captions.add(part);
                default -> {
                    for (Element row : part.children()) {
                        if (row.normalName().equals("tr")) {
                            rows.add(row);
                        }
                    }
                }
            }
        }
        if (captions.isEmpty() && isLayout(rows)) {
            unmapped.warn(table, "table-unwrapped", "A table that only arranges what it holds is not kept.");
            layout(rows);
            return;
        }
        TableBuilder reading = new TableBuilder();
        rows.forEach(reading::row);
        converter.add(reading.table(table));
        for (Element caption : captions) {
            List<Inline> text = converter.lineOf(caption, reading.aside);
            if (!text.isEmpty()) {
                unmapped.warn(caption, "caption-moved", "The caption of a table became a paragraph.");
                converter.add(new Paragraph(converter.attributes(caption), text));
            }
        }
        reading.aside.forEach(converter::add);
    }

    /** Builds one data table. */
    private final class TableBuilder {
        private final List<Cell> header = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<Alignment> columns = new ArrayList<>();
        private final List<Block> aside = new ArrayList<>();
        private int rowHeaders;
        private @Nullable Element strayHeading;

        void row(Element row) {
            List<Cell> cells = new ArrayList<>();
            boolean headings = true;
            boolean first = false;
            Element stray = null;
            for (Element cell : cells(row)) {
                boolean heading = cell.normalName().equals("th");
                headings &= heading;
                first |= heading && cells.isEmpty();
                stray = heading && !cells.isEmpty() ? cell : stray;
                unmapped.checkAttributes(cell, Marks.NONE, "align", heading ? "scope" : "align");
                if (cell.selectFirst("> ul, > ol, > table, > blockquote, > pre") != null) {
                    unmapped.warn(cell, "cell-flattened", "A cell holds text alone; its blocks became lines.");
                }
                if (columns.size() == cells.size()) {
                    columns.add(alignment(cell));
                } else if (columns.get(cells.size()) == Alignment.NONE) {
                    columns.set(cells.size(), alignment(cell));
                }
                cells.add(new Cell(converter.cellOf(cell, aside)));
            }
            Element parent = row.parent();
            boolean head = parent != null && parent.normalName().equals("thead");
            if (header.isEmpty() && rows.isEmpty() && (head || headings)) {
                header.addAll(cells);
            } else {
                rows.add(new Row(cells));
                rowHeaders += first ? 1 : 0;
                strayHeading = stray == null ? strayHeading : stray;
            }
        }

        Table table(Element table) {
            boolean allRows = rowHeaders > 0 && rowHeaders == rows.size() && columns.size() > 1;
            if (strayHeading != null || rowHeaders > 0 && !allRows) {
                unmapped.warn(
                        table,
                        "heading-cell-dropped",
                        "Headings inside a table are kept as plain cells; only the first row and the first column are headings.");
            }
            return new Table(converter.attributes(table), columns, header, rows, allRows);
        }
    }

    private static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            if (cell.normalName().equals("td") || cell.normalName().equals("th")) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static boolean isLayout(List<Element> rows) {
        int count = 0;
        int widest = 0;
        int pictures = 0;
        boolean captioned = true;
        boolean picturesAlone = true;
        boolean afterPicture = false;
        Element only = null;
        for (Element row : rows) {
            List<Element> cells = cells(row);
            widest = Math.max(widest, cells.size());
            for (Element cell : cells) {
                if (cell.normalName().equals("th")) {
                    return false;
                }
                only = cell;
                count++;
                boolean text = !PlainText.of(cell).isBlank();
                boolean picture = cell.selectFirst("img, amp-img") != null;
                pictures += picture ? 1 : 0;
                picturesAlone &= !text;
                captioned &= picture ? !text : afterPicture;
                afterPicture = picture;
            }
        }
        boolean one = count == 1 && only != null && only.selectFirst(BLOCKS) != null;
        return one || pictures > 0 && (picturesAlone || widest == 1 && captioned);
    }

    private void layout(List<Element> rows) {
        List<Element> cells = new ArrayList<>();
        rows.forEach(row -> cells.addAll(cells(row)));
        for (int i = 0; i < cells.size(); i++) {
            unmapped.checkAttributes(cells.get(i), Marks.NONE, "align", "class");
            List<Block> blocks = converter.blocksOf(cells.get(i));
            Element next = i + 1 < cells.size() ? cells.get(i + 1) : null;
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (next != null && !PlainText.of(next).isBlank() && last instanceof Image image) {
                unmapped.checkAttributes(next, Marks.NONE, "align", "class");
                blocks.set(blocks.size() - 1, figures.captioned(image, next));
                i++;
            }
            blocks.forEach(converter::add);
        }
    }

    private static Alignment alignment(Element cell) {
        String align = cell.attr("align");
        Matcher style = ALIGN.matcher(cell.attr("style"));
        String named = align.isEmpty() && style.find() ? style.group(1) : align;
        return switch (named.toLowerCase(Locale.ROOT)) {
            case "left" -> Alignment.LEFT;
            case "center" -> Alignment.CENTER;
            case "right" -> Alignment.RIGHT;
            default -> Alignment.NONE;
        };
    }
}
