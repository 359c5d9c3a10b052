package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The diff as text for a terminal, and as an HTML page. */
@QuarkusTest
class DiffFormatsTest {

    private String slug = "";

    private String path() {
        return Sample.path(slug);
    }

    private void edited() {
        slug = Sample.live("energy");
        Api.admin().patch(path(), """
                        {"title": "Summit ends with a deal <b>", "tags": ["oil"], "custom": {"x": "<script>alert(1)</script>"},
                         "body": "The talks broke up *late on Saturday*. “We have [only] begun,” one delegate said.\\n\\n- pipes\\n- prices\\n\\n![a](https://example.org/\\"><script>)\\n"}
                        """).expect(200);
    }

    @Test
    void textIsAUnifiedDiffOfTheFile() throws PatchFailedException {
        edited();
        String before = file("live");
        String after = file("draft");
        ApiResponse response =
                Api.admin().accept("text/plain").get(path() + "/diff").expect(200);
        assertThat(response.response().contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.text().lines().limit(2))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("--- " + slug + ".md\tlive, revision 1, 2"),
                        line -> assertThat(line).startsWith("+++ " + slug + ".md\tdraft, revision 2, 2"));
        assertThat(response.text())
                .contains(
                        "\n-title: \"Summit ends without a deal\"\n", "\n-- \"energy\"\n+- \"oil\"\n", "\n - pipes\n");
        assertThat(UnifiedDiffUtils.parseUnifiedDiff(lines(response.text())).applyTo(lines(before)))
                .isEqualTo(lines(after));
    }

    @Test
    void identicalVersionsGiveEmptyTextAndANote() {
        slug = Sample.live("energy");
        assertThat(Api.admin()
                        .accept("text/plain")
                        .get(path() + "/diff")
                        .expect(200)
                        .text())
                .isEmpty();
        assertThat(Api.admin()
                        .accept("text/html")
                        .get(path() + "/diff")
                        .expect(200)
                        .text())
                .contains("Nothing differs.", "Unchanged blocks of the body: 2");
    }

    @Test
    void firstRevisionIsAllAdded() {
        slug = Sample.draft("First");
        assertThat(Api.admin()
                        .accept("text/plain")
                        .get(path() + "/diff")
                        .expect(200)
                        .text())
                .startsWith("--- /dev/null\n+++ " + slug + ".md\tdraft, revision 1, ")
                .contains("\n@@ -0,0 +1,")
                .endsWith("\n+Nobody has read this yet.\n");
    }

    @Test
    void pageMarksChangesAndIsSafe() {
        edited();
        ApiResponse page = Api.admin().accept("text/html").get(path() + "/diff").expect(200);
        assertThat(page.response().contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains(
                        "From <del>live, revision 1</del> to <ins>draft, revision 2</ins>",
                        "<del>without</del><ins>with</ins> a deal<ins> &lt;b&gt;</ins>",
                        "<del>energy</del>, <ins>oil</ins>",
                        "late on <del>Friday</del><ins>Saturday</ins>*. “We",
                        "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<b>", "<img");
    }

    @Test
    void persianPageIsRightToLeft() {
        slug = Sample.name("fa");
        Api.admin()
                .put(path(), "{\"title\": \"گفت‌وگو\", \"locale\": \"fa\", \"body\": \"دیروز\"}")
                .expect(201);
        assertThat(Api.admin().accept("text/html").get(path() + "/diff").text())
                .contains("<h1 lang=\"fa\" dir=\"rtl\">گفت‌وگو</h1>", "<ins>دیروز</ins>");
    }

    private String file(String version) {
        return Api.admin()
                .accept("text/markdown")
                .get(path() + "?version=" + version)
                .expect(200)
                .text();
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
