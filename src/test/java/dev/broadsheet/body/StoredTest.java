package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Invalid;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted can be read: limits hold for the stored form, and hold once. */
class StoredTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Document read(Format format, String text) {
        return Body.read(new Source(format, text), null).document();
    }

    private static String link(String address) {
        return "[{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"marks\":"
                + "[{\"type\":\"link\",\"href\":\"" + address + "\"}]}]}]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"语", "é", "😀", "a b", "a"})
    void everyAcceptedAddressCanBeReadAndSentAgain(String unit) {
        for (int times = 1; times <= 4096; times *= 2) {
            for (int more = -1; more <= 1; more++) {
                String html = "<p><a href='/" + unit.repeat(times + more) + "'>x</a></p><img src='/"
                        + unit.repeat(times + more) + "'>";
                Document document = read(Format.HTML, html);
                JsonNode stored = Body.blocks(document);
                assertThat(Body.stored(stored)).isEqualTo(document);
                assertThat(Body.read(stored, null).document()).isEqualTo(document);
            }
        }
    }

    @Test
    void theLimitOfAnAddressCountsTheStoredForm() {
        // percent-encoded, 500 characters of three bytes are 4,500
        assertThatThrownBy(() -> read(Format.BLOCKS, link("/" + "语".repeat(500))))
                .isInstanceOf(Invalid.class);
        assertThat(read(Format.BLOCKS, link("/" + "语".repeat(444)))).isNotEqualTo(Document.EMPTY);
        // white space around it and control characters are not stored
        assertThat(Address.link(" ".repeat(5_000) + "/a\n\u0007b" + " ".repeat(5_000)))
                .isEqualTo("/ab");
        assertThat(Address.link("\n".repeat(5_000) + "/a b")).isEqualTo("/a%20b");
        assertThat(Address.link("/" + "a".repeat(Address.MAX_LENGTH))).isNull();
        assertThat(Address.link("/" + "a".repeat(Address.MAX_LENGTH - 1))).hasSize(Address.MAX_LENGTH);
    }

    @Test
    void whatWasStoredUnderOtherLimitsIsReadAsItIs() throws IOException {
        String longer = "/" + "%E8%AF%AD".repeat(500);
        JsonNode deep = JSON.readTree("[{\"type\":\"quote\",\"key\":\"a key of former times\",\"blocks\":".repeat(80)
                + link(longer)
                + "}]".repeat(80));
        assertThat(Body.blocks(Body.stored(deep))).isEqualTo(deep);
        JsonNode embed = JSON.readTree(
                "[{\"type\":\"embed\",\"key\":\"a\",\"provider\":\"x\",\"url\":\"https://nowhere.example/a\"}]");
        assertThat(Body.stored(embed).blocks()).hasSize(1);
    }

    @Test
    void headingsKeepTheirStoredIds() {
        String longHeading = "# " + "a".repeat(200) + "\n\n";
        Document document = read(Format.MARKDOWN, longHeading + longHeading + "# x {#fn-" + "b".repeat(100) + "}");
        assertThat(Body.stored(Body.blocks(document))).isEqualTo(document);
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
    void whatIsNoDocumentIsStillRefused(String blocks) {
        assertThatThrownBy(() -> Body.stored(JSON.readTree(blocks))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\\tscript:alert(1)"})
    void anAddressThatRunsIsNotReadEither(String address) {
        assertThatThrownBy(() -> Body.stored(JSON.readTree(link(address)))).isInstanceOf(Invalid.class);
    }

    @Test
    void theCellsOfAllTablesCount() {
        String table = "{\"type\":\"table\",\"rows\":[[\"x\"" + ",[]".repeat(199) + "]" + ",[]".repeat(199) + "]}";
        assertThat(read(Format.BLOCKS, "[" + table + "]").blocks()).hasSize(1);
        assertThatThrownBy(() -> read(Format.BLOCKS, "[" + table + "," + table + "]"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.faults().get(0).code()).isEqualTo("body-too-many-cells"));
    }
}
