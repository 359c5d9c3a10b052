package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
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

/** Tables: the first row is the header where it stands in {@code thead} or holds headers alone. */
final class Tables {

    private static final Pattern ALIGN =
            Pattern.compile("text-align:\\s*(left|center|right)", Pattern.CASE_INSENSITIVE);

    private final Page page;
    private final Leftovers leftovers;

    Tables(Page page, Leftovers leftovers) {
        this.page = page;
        this.leftovers = leftovers;
    }

    void table(Element table) {
        leftovers.of(table);
        List<Cell> header = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Alignment> columns = new ArrayList<>();
        List<Element> captions = new ArrayList<>();
        for (Element part : table.children()) {
            switch (part.normalName()) {
                case "tr" -> row(part, header, rows, columns);
                case "caption" -> captions.add(part);
                default -> {
                    for (Element row : part.children()) {
                        if (row.normalName().equals("tr")) {
                            row(row, header, rows, columns);
                        }
                    }
                }
            }
        }
        page.add(new Table(page.attributes(table), columns, header, rows));
        for (Element caption : captions) {
            List<Inline> text = page.lineOf(caption, null);
            if (!text.isEmpty()) {
                leftovers.remark(caption, "caption-moved", "The caption of a table became a paragraph.");
                page.add(new Paragraph(page.attributes(caption), text));
            }
        }
    }

    private void row(Element row, List<Cell> header, List<Row> rows, List<Alignment> columns) {
        List<Cell> cells = new ArrayList<>();
        boolean headers = true;
        for (Element cell : row.children()) {
            if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
                continue;
            }
            headers &= cell.normalName().equals("th");
            leftovers.of(cell, Marks.NONE, "align");
            if (cell.selectFirst("> ul, > ol, > table, > blockquote, > pre") != null) {
                leftovers.remark(cell, "cell-flattened", "A cell holds text alone; its blocks became lines.");
            }
            if (columns.size() == cells.size()) {
                columns.add(alignment(cell));
            } else if (columns.get(cells.size()) == Alignment.NONE) {
                columns.set(cells.size(), alignment(cell));
            }
            cells.add(new Cell(page.lineOf(cell, null)));
        }
        Element parent = row.parent();
        boolean head = parent != null && parent.normalName().equals("thead");
        if (header.isEmpty() && rows.isEmpty() && (head || headers)) {
            header.addAll(cells);
        } else {
            rows.add(new Row(cells));
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
