package dev.broadsheet.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebQueryTest {

    /** A star marks a prefix; blocks are named by their number. */
    @ParameterizedTest
    @CsvSource({
        "energy iraq, 0:energy 0:iraq*",
        "'  Energy   ', 0:energy*",
        "\"new deal\" oil, 0:\"new deal\" 0:oil*",
        "oil \"new deal\", 0:oil 0:\"new deal\"",
        "“new deal”, 0:\"new deal\"",
        "\"never closed, 0:\"never closed\"",
        "oil -gas, 0:oil 0:-gas",
        "-gas, 0:-gas",
        "-\"new deal\" oil, 0:-\"new deal\" 0:oil*",
        "oil OR gas price, 0:oil 1:gas 1:price*",
        "OR oil OR OR gas OR, 0:oil 1:gas",
        "oil or gas, 0:oil 0:or 0:gas*",
        "covid-19, 0:covid 19*",
        "a, 0:a",
        "c* & | ! (x), 0:c 0:x",
        "能源, 0:能 源*"
    })
    void queriesAreParsed(String text, String read) {
        assertThat(WebQuery.of(text).parts().stream()
                        .map(part -> part.block() + ":" + (part.negated() ? "-" : "")
                                + (part.quoted() ? "\"" + part.folded() + "\"" : part.folded())
                                + (part.prefix() ? "*" : ""))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(read);
    }

    @Test
    void emptyAndTooLongQueriesAreRefused() {
        assertThat(refusal("")).isEqualTo("invalid-value");
        assertThat(refusal(" ?! ")).isEqualTo("invalid-value");
        assertThat(refusal("x".repeat(501))).isEqualTo("too-long");
        assertThat(refusal("x ".repeat(33))).isEqualTo("too-many");
        assertThat(refusal("x ".repeat(32))).isEmpty();
    }

    private static String refusal(String text) {
        List<Fault> faults = new ArrayList<>();
        WebQuery.read("q", text, faults);
        return faults.stream().map(Fault::code).collect(Collectors.joining());
    }

    @Test
    void correctionsReplaceWordsInPlace() {
        WebQuery query = WebQuery.of("Sumit \"sumit\" -sumit ends");
        assertThat(query.withSpellings(Map.of("sumit", "summit")).text()).isEqualTo("summit \"sumit\" -sumit ends");
    }
}
