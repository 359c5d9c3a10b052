package dev.broadsheet.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InvalidBodyTest {

    private final Api api = Api.anonymous();

    @Test
    void everyFaultOfABodyIsReportedAtOnce() {
        var faults = faults("""
                {"title": " ", "count": "7", "on": 1, "extra/~": {"deep": [1]},
                 "parts": [{"name": "a", "size": []}, {"name": 5, "more": 1}]}""");
        assertThat(faults)
                .extracting(Fault::pointer, Fault::code)
                .containsExactlyInAnyOrder(
                        tuple("/title", "not-blank"),
                        tuple("/count", "wrong-type"),
                        tuple("/on", "wrong-type"),
                        tuple("/parts/1/name", "wrong-type"),
                        tuple("/extra~1~0", "unknown-member"),
                        tuple("/parts/0/size", "wrong-type"),
                        tuple("/parts/1/more", "unknown-member"));
    }

    @Test
    void wrongTypesAreNotConverted() {
        assertThat(faults("{\"title\": \"x\", \"count\": \"7\"}"))
                .containsExactly(Fault.at("/count", "wrong-type", "Must be a whole number."));
        assertThat(faults("{\"title\": 7, \"count\": 7}"))
                .containsExactly(Fault.at("/title", "wrong-type", "Must be text."));
        assertThat(faults("{\"title\": \"x\", \"count\": 1.5}"))
                .extracting(Fault::pointer)
                .containsExactly("/count");
        assertThat(faults("[]")).extracting(Fault::pointer).containsExactly("");
    }

    @Test
    void violationsPointIntoTheBody() {
        assertThat(faults("{\"title\": \"\", \"count\": 11, \"parts\": [{\"name\": \"a\"}, {\"name\": \"\"}]}"))
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/title", "/count", "/parts/1/name");
    }

    @Test
    void malformedJsonReportsLineAndColumn() {
        var response = api.post("/specimen", "{\"title\":\n \"x\" oops}");
        assertThat(response.problem(ProblemCode.MALFORMED).detail()).startsWith("Malformed JSON at line 2, column 6");
        assertThat(response.json().get("line").intValue()).isEqualTo(2);
        malformed("{\"title\": \"x\"");
        malformed("{\"title\": [\"x\"}");
        malformed("{\"title\": \"x\", \"title\": \"y\"}");
        malformed("{\"title\": \"x\", \"count\": 1} {}");
        malformed("   ");
        malformed("");
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] latin = "{\"title\": \"caf\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var response = api.send("POST", "/specimen", "application/json", latin);
        assertThat(response.problem(ProblemCode.MALFORMED).detail())
                .isEqualTo("The body is not valid UTF-8, from byte 15 on.");
        api.send("POST", "/specimen/text", "text/markdown", new byte[] {'a', (byte) 0xC3})
                .problem(ProblemCode.MALFORMED);
    }

    @Test
    void byteOrderMarkIsIgnored() {
        var response =
                api.send("POST", "/specimen/text", "text/markdown", "\uFEFFabc").expect(200);
        assertThat(response.json().get("length").intValue()).isEqualTo(3);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(201) + "]".repeat(201);
        assertThat(faults("{\"extra\": " + deep + "}"))
                .extracting(Fault::detail)
                .allSatisfy(detail -> assertThat(detail).contains("200").doesNotContain("Stream"));
    }

    @Test
    void missingBodyIsRefusedUnlessNullable() {
        assertThat(api.send("PUT", "/specimen/maybe", null, null)
                        .expect(200)
                        .json()
                        .get("absent")
                        .booleanValue())
                .isTrue();
        assertThat(api.put("/specimen/maybe", "")
                        .expect(200)
                        .json()
                        .get("absent")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void refusalOfALargeBodyNamesTheLimit() {
        byte[] large = new byte[4 * 1024 * 1024 + 1];
        java.util.Arrays.fill(large, (byte) 'a');
        assertThat(api.send("POST", "/specimen/text", "text/markdown", large)
                        .problem(ProblemCode.TOO_LARGE)
                        .detail())
                .isEqualTo("A body may have at most 4 MiB.");
        byte[] fits = java.util.Arrays.copyOf(large, large.length - 1);
        api.send("POST", "/specimen/text", "text/markdown", fits).expect(200);
    }

    @Test
    void instantsHaveMillisecondsAndNumbersNoExponent() {
        assertThat(api.get("/specimen/free").expect(200).text())
                .contains("\"1970-01-01T00:00:00.000Z\"")
                .contains("1000");
    }

    private List<Fault> faults(String json) {
        return api.post("/specimen", json).problem(ProblemCode.INVALID).errors();
    }

    private void malformed(String json) {
        assertThat(api.post("/specimen", json).problem(ProblemCode.MALFORMED).detail())
                .doesNotContain("Source", "StreamReadFeature");
    }
}
