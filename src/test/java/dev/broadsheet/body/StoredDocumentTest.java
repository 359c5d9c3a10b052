package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.normalization.UrlSanitizer;
import dev.broadsheet.kernel.ValidationProblem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An accepted body can always be read again: limits apply to the stored form, and are checked only once. */
class StoredDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Document read(SourceFormat format, String text) {
        return BodyConverter.read(new BodySource(format, text), null).document();
    }

    private static String link(String address) {
        return "[{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"marks\":"
                + "[{\"type\":\"link\",\"href\":\"" + address + "\"}]}]}]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"语", "é", "😀", "a b", "a"})
    void acceptedAddressesCanBeSentAgain(String unit) {
        for (int times = 1; times <= 4096; times *= 2) {
            for (int more = -1; more <= 1; more++) {
                String html = "<p><a href='/" + unit.repeat(times + more) + "'>x</a></p><img src='/"
                        + unit.repeat(times + more) + "'>";
                Document document = read(SourceFormat.HTML, html);
                JsonNode stored = BodyConverter.blocks(document);
                assertThat(BodyConverter.fromStored(stored)).isEqualTo(document);
                assertThat(BodyConverter.read(stored, null).document()).isEqualTo(document);
            }
        }
    }

    @Test
    void addressLimitAppliesToTheStoredForm() {
        // Percent-encoded, 500 characters of three bytes each are 4,500 characters.
        assertThatThrownBy(() -> read(SourceFormat.BLOCKS, link("/" + "语".repeat(500))))
                .isInstanceOf(ValidationProblem.class);
        assertThat(read(SourceFormat.BLOCKS, link("/" + "语".repeat(444)))).isNotEqualTo(Document.EMPTY);
        // Surrounding white space and control characters are not stored.
        assertThat(UrlSanitizer.link(" ".repeat(5_000) + "/a\n\u0007b" + " ".repeat(5_000)))
                .isEqualTo("/ab");
        assertThat(UrlSanitizer.link("\n".repeat(5_000) + "/a b")).isEqualTo("/a%20b");
        assertThat(UrlSanitizer.link("/" + "a".repeat(UrlSanitizer.MAX_LENGTH))).isNull();
        assertThat(UrlSanitizer.link("/" + "a".repeat(UrlSanitizer.MAX_LENGTH - 1)))
                .hasSize(UrlSanitizer.MAX_LENGTH);
    }

    @Test
    void documentsBeyondTodaysLimitsAreRead() throws IOException {
        String longer = "/" + "%E8%AF%AD".repeat(500);
        JsonNode deep = JSON.readTree("[{\"type\":\"quote\",\"key\":\"a key of former times\",\"blocks\":".repeat(80)
                + link(longer)
                + "}]".repeat(80));
        assertThat(BodyConverter.blocks(BodyConverter.fromStored(deep))).isEqualTo(deep);
        JsonNode embed = JSON.readTree(
                "[{\"type\":\"embed\",\"key\":\"a\",\"provider\":\"x\",\"url\":\"https://nowhere.example/a\"}]");
        assertThat(BodyConverter.fromStored(embed).blocks()).hasSize(1);
    }

    @Test
    void storedHeadingIdsAreKept() {
        String longHeading = "# " + "a".repeat(200) + "\n\n";
        Document document =
                read(SourceFormat.MARKDOWN, longHeading + longHeading + "# x {#fn-" + "b".repeat(100) + "}");
        assertThat(BodyConverter.fromStored(BodyConverter.blocks(document))).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\":\"nonsense\"}]",
                "[{\"type\":\"paragraph\"}]",
                "[{\"type\":\"paragraph\",\"content\":7}]",
                "[{\"type\":\"heading\",\"level\":\"1\",\"content\":\"x\"}]",
                "[7]",
                "{}",
                "\"x\""
            })
    void invalidDocumentIsRefused(String blocks) {
        assertThatThrownBy(() -> BodyConverter.fromStored(JSON.readTree(blocks)))
                .isInstanceOf(ValidationProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\\tscript:alert(1)"})
    void scriptAddressIsRefused(String address) {
        assertThatThrownBy(() -> BodyConverter.fromStored(JSON.readTree(link(address))))
                .isInstanceOf(ValidationProblem.class);
    }

    @Test
    void cellLimitCountsAllTables() {
        String table = "{\"type\":\"table\",\"rows\":[[\"x\"" + ",[]".repeat(199) + "]" + ",[]".repeat(199) + "]}";
        assertThat(read(SourceFormat.BLOCKS, "[" + table + "]").blocks()).hasSize(1);
        assertThatThrownBy(() -> read(SourceFormat.BLOCKS, "[" + table + "," + table + "]"))
                .isInstanceOfSatisfying(
                        ValidationProblem.class,
                        refusal -> assertThat(refusal.faults().get(0).code()).isEqualTo("body-too-many-cells"));
    }
}
