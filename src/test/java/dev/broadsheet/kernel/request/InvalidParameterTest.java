package dev.broadsheet.kernel.request;

import static org.assertj.core.api.Assertions.assertThat;

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
class InvalidParameterTest {

    private final Api api = Api.anonymous();

    @Test
    void everyFaultOfAQueryIsReportedAtOnce() {
        var faults = faults("/specimen?limit=ten&on=yes&id=7&at=soon&shade=green&sizes=1&sizes=x&nope=1");
        assertThat(faults)
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("limit", "on", "id", "at", "shade", "sizes", "nope");
        assertThat(faults)
                .extracting(Fault::detail)
                .contains(
                        "limit takes a whole number.",
                        "on takes true or false.",
                        "id takes a UUID.",
                        "at takes an instant such as 2026-01-31T18:00:00Z.",
                        "shade takes one of dark-blue, red.");
    }

    @Test
    void unknownParameterListsTheKnownOnes() {
        assertThat(faults("/specimen?limits=5"))
                .containsExactly(Fault.in(
                        "limits",
                        "unknown-parameter",
                        "There is no parameter limits here. Allowed: at, id, limit, on, shade, sizes."));
    }

    @Test
    void repeatedParameterIsRefused() {
        assertThat(faults("/specimen?limit=1&limit=2")).extracting(Fault::code).containsExactly("repeated-parameter");
        api.get("/specimen?sizes=1&sizes=2").expect(200);
    }

    @Test
    void emptyValueIsRefused() {
        assertThat(faults("/specimen?limit=")).extracting(Fault::code).containsExactly("no-value");
    }

    @Test
    void violationNamesTheParameter() {
        assertThat(faults("/specimen?limit=101"))
                .containsExactly(Fault.in("limit", "max", "limit must be less than or equal to 100."));
        assertThat(faults("/specimen/range?from=1&range.to=10"))
                .containsExactly(Fault.in("range.to", "max", "range.to must be less than or equal to 9."));
    }

    @Test
    void parameterGroupsUseTheNamesOfTheUrl() {
        assertThat(faults("/specimen/range?to=1"))
                .extracting(Fault::detail)
                .containsExactly("There is no parameter to here. Allowed: from, range.to.");
    }

    @Test
    void invalidPathParameterIsNot404() {
        assertThat(faults("/specimen/seven")).extracting(Fault::parameter).containsExactly("id");
    }

    @Test
    void endpointMayDeclareFurtherParameters() {
        api.get("/specimen/free?q=x&tag.all=a&tag.all=b").expect(200);
        assertThat(faults("/specimen/free?p=x"))
                .extracting(Fault::detail)
                .containsExactly("There is no parameter p here. Allowed: q, tag.*.");
    }

    @Test
    void validValuesAreParsed() {
        var read = api.get("/specimen?limit=5&shade=dark-blue&sizes=1&sizes=2")
                .expect(200)
                .json();
        assertThat(read.get("limit").textValue()).isEqualTo("5");
        assertThat(read.get("shade").textValue()).isEqualTo("DARK_BLUE");
        assertThat(read.get("sizes")).hasSize(2);
    }

    private List<Fault> faults(String path) {
        return api.get(path).problem(ProblemCode.INVALID_PARAMETER).errors();
    }
}
