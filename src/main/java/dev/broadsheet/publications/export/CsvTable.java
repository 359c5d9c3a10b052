package dev.broadsheet.publications.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.broadsheet.publications.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Articles as CSV (RFC 4180): a column for each member, or for each requested part. Tags, authors, sections and related
 * articles are slugs unless other parts are requested. The entries of a list are separated by commas, as filters accept
 * them. A body has a column for each format. Other objects are JSON. A missing value is an empty cell.
 *
 * <p>Spreadsheets execute a cell that begins with = + - @ as a formula. Some also accept the full-width forms, and skip
 * invisible characters in front of them. A text that begins like that therefore gets a leading apostrophe, which marks
 * a cell as text in spreadsheets. A program that needs the exact text should use NDJSON.
 *
 * <p>Cells of members that can't be read contain the problem's code, so that they aren't mistaken for missing values.
 */
final class CsvTable {

    private static final Pattern FORMULA =
            Pattern.compile("^(?:[\\t\\r\\n]|[\\p{Cc}\\p{Cf}\\p{Z}]*[=+\\-@＝＋－＠﹦﹢﹣﹫]).*", Pattern.DOTALL);
    private static final ObjectWriter ROW = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n").withoutEscapeChar());

    private final List<Column> columns;

    /** @param part empty for the whole member */
    private record Column(String name, String member, String part) {}

    private CsvTable(List<Column> columns) {
        this.columns = columns;
    }

    static CsvTable of(Projection projection) {
        List<Column> columns = new ArrayList<>();
        projection.columns().forEach(path -> {
            int dot = path.indexOf('.');
            columns.add(
                    dot < 0
                            ? new Column(path, path, "")
                            : new Column(path, path.substring(0, dot), path.substring(dot + 1)));
        });
        return new CsvTable(columns);
    }

    byte[] header() {
        return row(columns.stream().map(Column::name).toList());
    }

    byte[] row(ObjectNode article) {
        return row(columns.stream().map(column -> cell(article, column)).toList());
    }

    private static byte[] row(List<String> cells) {
        try {
            return ROW.writeValueAsBytes(cells);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String cell(ObjectNode article, Column column) {
        JsonNode value = article.path(column.member());
        if (value.isMissingNode() && article.has("problem")) {
            return article.path("problem").path("code").asText();
        }
        if (!value.isArray() || column.part().isEmpty()) {
            return text(column.part().isEmpty() ? value : value.path(column.part()));
        }
        List<String> parts = new ArrayList<>();
        value.forEach(entry -> parts.add(entry.path(column.part()).asText()));
        return guarded(String.join(",", parts));
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        } else if (value.isContainerNode()) {
            return value.toString();
        }
        return value.isTextual() ? guarded(value.textValue()) : value.asText();
    }

    private static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
