package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The difference between two versions, as JSON. */
@QuarkusTest
class DiffTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Test
    void defaultIsFromLiveToTheWorkingCopy() {
        String path = Sample.path(Sample.live("energy"));
        assertThat(diff(path, "").identical()).isTrue();
        Api.admin()
                .patch(path, "{\"title\": \"Summit ends with a deal\", \"tags\": [\"energy\", \"iraq\"]}")
                .expect(200);
        ApiResponse response = Api.admin().get(path + "/diff").expect(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Vary")).contains("Accept");
        assertThat(response.response().contentType()).startsWith("application/json");
        DiffView diff = response.as(DiffView.class);
        assertThat(diff.identical()).isFalse();
        assertThat(diff.from().version()).isEqualTo("live");
        assertThat(diff.from().revision()).isEqualTo(1);
        assertThat(diff.to().version()).isEqualTo("draft");
        assertThat(diff.to().revision()).isEqualTo(2);
        assertThat(diff.members()).extracting(MemberChange::pointer).containsExactly("/title", "/tags");
        MemberChange title = diff.members().get(0);
        assertThat(title.before()).hasToString("\"Summit ends without a deal\"");
        assertThat(title.after()).hasToString("\"Summit ends with a deal\"");
        assertThat(title.words())
                .containsExactly(new WordChange(
                        "replace", new WordChange.Stretch(12, 19, "without"), new WordChange.Stretch(12, 16, "with")));
        assertThat(diff.members().get(1).added())
                .singleElement()
                .satisfies(tag -> assertThat(tag.path("slug").asText()).isEqualTo("iraq"));
        assertThat(diff.members().get(1).removed()).isEmpty();
        assertThat(diff.body().changes()).isEmpty();
        assertThat(diff.body().unchanged()).isEqualTo(2);
        assertThat(diff.warnings()).isNull();
    }

    @Test
    void withoutALiveCopyItIsFromThePreviousRevision() {
        String path = Sample.path(Sample.draft("One"));
        ApiResponse response = Api.admin().get(path + "/diff").expect(200);
        assertThat(response.json().path("from")).hasToString("{\"version\":\"nothing\"}");
        DiffView first = response.as(DiffView.class);
        assertThat(first.members())
                .extracting(MemberChange::pointer)
                .contains("/title", "/slug")
                .doesNotContain("/tags", "/kicker");
        assertThat(first.body().changes().get(0).op()).isEqualTo("added");
        Api.admin().patch(path, "{\"title\": \"Two\"}").expect(200);
        Api.admin().patch(path, "{\"title\": \"Three\"}").expect(200);
        DiffView third = diff(path, "");
        assertThat(third.from().version()).isEqualTo("revision");
        assertThat(third.from().revision()).isEqualTo(2);
        assertThat(third.members().get(0).before()).hasToString("\"Two\"");
    }

    @Test
    void anyTwoVersionsCanBeCompared() {
        String path = Sample.path(Sample.live("energy"));
        for (String title : new String[] {"Two", "Three"}) {
            Api.admin().patch(path, "{\"title\": \"" + title + "\"}").expect(200);
        }
        Api.admin().put(path + "/publication", "{\"revision\": 2}").expect(200);
        assertThat(titles(diff(path, "?from=1&to=3"))).containsExactly("Summit ends without a deal", "Three");
        assertThat(titles(diff(path, "?from=draft&to=live"))).containsExactly("Three", "Two");
        assertThat(titles(diff(path, "?from=1&to=live"))).containsExactly("Summit ends without a deal", "Two");
        assertThat(titles(diff(path, "?to=1"))).containsExactly("Two", "Summit ends without a deal");
        assertThat(diff(path, "?from=2&to=live").identical()).isTrue();
        assertThat(diff(path, "?from=draft&to=3").identical()).isTrue();
    }

    @Test
    void unknownVersionIsRefused() {
        String draft = Sample.path(Sample.draft("Never seen"));
        Api.admin().get(draft + "/diff?from=7").problem(ProblemCode.NOT_FOUND);
        Api.admin().get(draft + "/diff?to=99999999999").problem(ProblemCode.NOT_FOUND);
        Api.admin().get(draft + "/diff?from=live").problem(ProblemCode.NOT_FOUND);
        Api.admin().post(draft + "/diff?from=live", "{}").problem(ProblemCode.NOT_FOUND);
        Api.admin().get(Sample.path("no-such-article") + "/diff").problem(ProblemCode.NOT_FOUND);
        Api.admin().post(Sample.path("no-such-article") + "/diff", "{}").problem(ProblemCode.NOT_FOUND);
        assertThat(Api.admin()
                        .get(draft + "/diff?from=0&to=yesterday")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .containsExactly("from", "to");
        Api.admin().post(draft + "/diff?from=-1", "{}").problem(ProblemCode.INVALID_PARAMETER);
        Api.admin().post(draft + "/diff?to=1", "{}").problem(ProblemCode.INVALID_PARAMETER);
        Api.admin().accept("image/png").get(draft + "/diff").problem(ProblemCode.NOT_ACCEPTABLE);
    }

    @Test
    void diffNeedsAKey() {
        String path = Sample.path(Sample.live("energy")) + "/diff";
        for (String form : new String[] {"application/json", "text/plain", "text/html"}) {
            Api.anonymous().accept(form).get(path).problem(ProblemCode.UNAUTHORIZED);
            Api.anonymous().accept(form).post(path, "{}").problem(ProblemCode.UNAUTHORIZED);
        }
    }

    @Test
    void diffTakesFewStatements() {
        String path = Sample.path(Sample.live("energy"));
        Api.admin().patch(path, "{\"body\": \"Other\"}").expect(200);
        Api.admin()
                .patch(path, "{\"tags\": [\"a\", \"b\", \"c\"], \"authors\": [\"d\", \"e\"]}")
                .expect(200);
        List<String> sent =
                statements.of(() -> Api.admin().get(path + "/diff?from=1&to=3").expect(200));
        // Statements: the key, the name, the article, two revisions, the names of terms.
        assertThat(sent).as(String.join("\n", sent)).hasSize(5);
    }

    private static DiffView diff(String path, String query) {
        return Api.admin().get(path + "/diff" + query).expect(200).as(DiffView.class);
    }

    /** The title before and after. */
    private static List<String> titles(DiffView diff) {
        return diff.members().stream()
                .filter(change -> change.pointer().equals("/title"))
                .flatMap(change -> Stream.of(change.before(), change.after()))
                .map(JsonNode::asText)
                .toList();
    }
}
