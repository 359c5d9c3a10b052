package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksReaderTest {

    @Test
    void everyFaultIsReportedWithItsPointer() {
        List<Fault> faults = faults("""
                        {"blocks": [
                          {"type": "paragraph", "content": "fine"},
                          {"type": "html", "text": "<b>"},
                          {"type": "paragraph"},
                          {"type": "heading", "level": 9, "content": [{"type": "text", "text": "x", "marks": [{"type": "underline"}, {"type": "link", "href": "javascript:x"}]}]},
                          {"type": "image", "url": "data:x", "alt": 5},
                          {"type": "image", "url": "/a", "media": "x"},
                          {"type": "list", "items": [{"blocks": [{"type": "nope"}]}], "colour": "red"},
                          {"key": "a b", "type": "divider"},
                          {"key": "k", "type": "divider"}, {"key": "k", "type": "divider"},
                          {"type": "quote", "blocks": [], "dir": "up"},
                          "x"
                        ]}
                        """);
        assertThat(faults)
                .extracting(fault -> fault.code() + " " + fault.pointer())
                .containsExactlyInAnyOrder(
                        "unknown-type /blocks/1/type",
                        "missing /blocks/2/content",
                        "out-of-range /blocks/3/level",
                        "unknown-type /blocks/3/content/0/marks/0/type",
                        "unsafe-link /blocks/3/content/0/marks/1/href",
                        "unsafe-link /blocks/4/url",
                        "wrong-type /blocks/4/alt",
                        "bad-id /blocks/5/media",
                        "unknown-member /blocks/6/colour",
                        "unknown-type /blocks/6/items/0/blocks/0/type",
                        "bad-key /blocks/7/key",
                        "duplicate-key /blocks/9/key",
                        "unknown-value /blocks/10/dir",
                        "wrong-type /blocks/11");
    }

    @Test
    void invalidJsonIsAFault() {
        assertThat(faults("[{]")).extracting(Fault::code).containsExactly("not-json");
        assertThat(faults("")).isNotEmpty();
        assertThat(faults("5")).extracting(Fault::code).containsExactly("wrong-type");
        assertThat(faults("[".repeat(5000))).extracting(Fault::code).containsExactly("body-too-deep");
    }

    @Test
    void textMayBeAString() {
        assertThat(BodyConverter.toHtml(BodyConverter.read(
                                new BodySource(SourceFormat.BLOCKS, "[{\"type\":\"paragraph\",\"content\":\"a <b>\"}]"),
                                null)
                        .document()))
                .isEqualTo("<p>a &lt;b&gt;</p>\n");
    }

    @Test
    void sentKeysAreKept() {
        assertThat(BodyConverter.read(
                                new BodySource(SourceFormat.BLOCKS, "[{\"type\":\"divider\",\"key\":\"mine\"}]"), null)
                        .document()
                        .blocks()
                        .get(0)
                        .key())
                .isEqualTo("mine");
    }

    private static List<Fault> faults(String json) {
        return catchThrowableOfType(
                        ValidationProblem.class,
                        () -> BodyConverter.read(new BodySource(SourceFormat.BLOCKS, json), null))
                .faults();
    }
}
