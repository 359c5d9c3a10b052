package dev.broadsheet.publications.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.broadsheet.publications.Projection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private final CsvTable table =
            CsvTable.of(Projection.read(List.of("title"), null, null, true, false, new ArrayList<>()));

    /** Some spreadsheets strip tabs and line breaks, and skip invisible characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\t=1", "\r=1", "\n=1", "\tx", "\rx", "\nx", "\u00A0=1", " \uFEFF＝1", "\u0000@x", "\u200E-1"})
    void formulasAreEscaped(String title) {
        assertThat(cell(title)).isEqualTo("'" + title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", " x", "1-2", "a=b", "\uFEFFx", "’=1"})
    void otherTextIsUnchanged(String title) {
        assertThat(cell(title)).isEqualTo(title);
    }

    private String cell(String title) {
        String row = new String(
                table.row(JsonNodeFactory.instance.objectNode().put("id", "1").put("title", title)), UTF_8);
        String cell = row.substring("1,".length(), row.length() - ",\r\n".length());
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
    }
}
