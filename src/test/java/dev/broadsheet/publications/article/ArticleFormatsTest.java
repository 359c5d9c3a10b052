package dev.broadsheet.publications.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One article in all representations. */
@QuarkusTest
class ArticleFormatsTest {

    private static final String REPORT = """
            The minister said nothing of *that*, **twice**.[^1]

            ## What was agreed

            1. A pipe
            2. A price
               - in dollars
               - [x] in time

            | Who | How much |
            | --- | ---: |
            | North | 12 |

            ![Two men at a table](https://example.org/table.jpg "At the table")

            > We have only begun.

            ```sql
            select 1;
            ```

            [^1]: Once would have done.
            """;
    private static final String PERSIAN = """
            گفت‌وگوها *دیروز* پایان یافت.

            ## نتیجه

            - نفت
            - گاز 🛢️
            """;
    private static final String RECIPE = """
            ***

            Line one\\
            line two with `code`, ~~no~~ and <https://example.org/a?b=c&d=e>.

            * * *

            - [ ] buy
            - [x] cook

            ### Not *that* [way](mailto:a@example.org)
            """;

    @ParameterizedTest
    @ValueSource(strings = {REPORT, PERSIAN, RECIPE})
    void formatsHaveTheSameContent(String markdown) {
        String original = Sample.name("original");
        create(original, "markdown", markdown);
        JsonNode blocks = blocks(original);
        for (String out : new String[] {"markdown", "html", "blocks"}) {
            JsonNode written = Api.admin()
                    .get(Sample.path(original) + "?version=draft&body.format=" + out)
                    .expect(200)
                    .json()
                    .path("body")
                    .path(out);
            String copy = Sample.name("copy");
            ObjectNode article = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .objectNode()
                    .put("title", "A copy");
            article.putObject("body").set(out, written);
            Api.admin().put(Sample.path(copy), article.toString()).expect(201);
            assertThat(blocks(copy)).as(out).isEqualTo(blocks);
        }
    }

    @Test
    void markdownFileCanBeSentBack() {
        String path = Sample.path(Sample.name("whole"));
        Api.admin().put(path, """
                        {"title": "1984: yes", "kicker": "no", "summary": "a\\nb", "tags": ["C++", "Energie & Öl"], "authors": ["Ada Moreno"],
                         "section": "World", "source": {"name": "dpa", "url": "https://example.org/x"}, "copyright": "© 2026",
                         "canonicalUrl": "https://example.org/c", "location": {"name": "Basra", "lat": 30.5, "lon": 47},
                         "seo": {"noindex": true}, "custom": {"a": 1.10, "d": 0.0000001, "b": "007", "c": [true, null, "yes"]},
                         "hero": {"url": "https://example.org/h.jpg", "alt": "A pipe", "caption": "Pipes: two"},
                         "body": "# Heading\\n\\nText", "status": "published", "externalId": "%s"}
                        """.formatted(path)).expect(201);
        for (String version : new String[] {"live", "draft"}) {
            ApiResponse file = Api.admin()
                    .accept("text/markdown")
                    .get(path + "?version=" + version)
                    .expect(200);
            assertThat(file.response().contentType()).isEqualTo("text/markdown;charset=UTF-8");
            assertThat(file.text()).startsWith("---\ntitle: ").doesNotContain("status");
            ApiResponse back =
                    Api.admin().send("PUT", path, "text/markdown", file.text()).expect(200);
            assertThat(back.header("ETag")).as(file.text()).isEqualTo("\"r1.1\"");
        }
        assertThat(Api.admin()
                        .accept("text/markdown")
                        .get(path + "?version=draft")
                        .header("ETag"))
                .isEqualTo("\"r1.1-md\"");
        Api.admin()
                .header("If-Match", "\"r1.1-md\"")
                .patch(path, "{\"title\": \"x\"}")
                .expect(200);
    }

    @Test
    void htmlPageIsComplete() {
        String path = Sample.path(Sample.name("page"));
        Api.admin()
                .put(
                        path,
                        "{\"title\": \"گفت‌وگو <b>\", \"locale\": \"fa\", \"body\": \"متن\", \"status\": \"published\"}")
                .expect(201);
        ApiResponse page = Api.anonymous().accept("text/html").get(path).expect(200);
        assertThat(page.text())
                .contains("<html lang=\"fa\" dir=\"rtl\">", "<h1>گفت‌وگو &lt;b&gt;</h1>", "متن")
                .doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(Api.anonymous().accept("text/plain").get(path).expect(200).text())
                .isEqualTo("گفت‌وگو <b>\n\nمتن");
        assertThat(page.header("Vary")).contains("Accept");
        Api.anonymous().accept("image/png").get(path).problem(ProblemCode.NOT_ACCEPTABLE);
        Api.anonymous().accept("text/markdown").get(path + "?version=draft").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void responsesHaveContentLanguage() {
        String path = Sample.path(Sample.name("language"));
        Api.admin()
                .put(path, "{\"title\": \"گفت‌وگو\", \"locale\": \"fa\", \"body\": \"متن\", \"status\": \"published\"}")
                .expect(201);
        String then = Api.admin()
                .get(path + "?version=draft")
                .json()
                .path("updatedAt")
                .asText();
        Sample.live("energy");
        for (String form : new String[] {"application/json", "text/markdown", "text/html", "text/plain"}) {
            // The second response comes from the cache.
            for (int i = 0; i < 2; i++) {
                ApiResponse live = Api.anonymous().accept(form).get(path).expect(200);
                assertThat(live.header("Content-Language")).as(form).isEqualTo("fa");
                // Content-Language describes a representation, and a 304 contains none (RFC 9110, section 15.4.5).
                assertThat(Api.anonymous()
                                .accept(form)
                                .header("If-None-Match", String.valueOf(live.header("ETag")))
                                .get(path)
                                .expect(304)
                                .header("Content-Language"))
                        .isNull();
            }
            for (String draft : new String[] {path + "?version=draft", path + "?at=" + then}) {
                assertThat(Api.admin().accept(form).get(draft).expect(200).header("Content-Language"))
                        .isEqualTo("fa");
            }
            assertThat(Api.anonymous().accept(form).head(path).expect(200).header("Content-Language"))
                    .isEqualTo("fa");
        }
        for (String part : new String[] {"/blocks", "/blocks?version=draft", "/revisions/1", "?fields=title"}) {
            assertThat(Api.admin().get(path + part).expect(200).header("Content-Language"))
                    .as(part)
                    .isEqualTo("fa");
        }
        ApiResponse patched = Api.admin().patch(path, "{\"locale\": \"de\"}").expect(200);
        assertThat(Sample.workingCopy(path.replaceFirst(".*/", "")).header("Content-Language"))
                .isEqualTo("de");
        assertThat(Api.anonymous().get(path).header("Content-Language")).isEqualTo("fa");
        // The related articles may be in any language.
        assertThat(Api.anonymous().get(path + "/related").expect(200).header("Content-Language"))
                .isNull();
        assertThat(patched.header("ETag")).isNotNull();
    }

    @Test
    void severalBodyFormatsCanBeRequested() {
        String path = Sample.path(Sample.live("energy"));
        JsonNode body = Api.anonymous()
                .get(path + "?body.format=html,markdown&body.format=text")
                .expect(200)
                .json()
                .path("body");
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("html", "markdown", "text");
        assertThat(Api.anonymous().get(path).json().path("body").fieldNames())
                .toIterable()
                .containsExactly("blocks");
    }

    @Test
    void lostMarkupIsAWarningOrStrictlyAFault() {
        String path = Sample.path(Sample.name("strict"));
        String page =
                "<h1>Title</h1><p onclick='x()'>Text <a href='javascript:alert(1)'>here</a><script>1</script></p>";
        ApiResponse refused = Api.admin().header("Prefer", "handling=strict").send("PUT", path, "text/html", page);
        assertThat(refused.problem(ProblemCode.INVALID).errors())
                .extracting(Fault::code)
                .contains("element-dropped", "attribute-dropped", "unsafe-link");
        Api.admin().get(path + "?version=draft").problem(ProblemCode.NOT_FOUND);
        assertThat(Api.admin()
                        .send("PUT", path, "text/html", page)
                        .expect(201)
                        .article()
                        .warnings())
                .extracting(Warning::code)
                .contains("element-dropped", "attribute-dropped", "unsafe-link");
        ApiResponse applied = Api.admin()
                .header("Prefer", "handling=strict")
                .patch(path, "{\"summary\": \"x\"}")
                .expect(200);
        assertThat(applied.header("Preference-Applied")).isEqualTo("handling=strict");
    }

    private static void create(String slug, String format, String text) {
        ObjectNode article = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        article.put("title", "The original").putObject("body").put(format, text);
        Api.admin().put(Sample.path(slug), article.toString()).expect(201);
    }

    /** Without the block keys, which differ between documents. */
    private static JsonNode blocks(String slug) {
        JsonNode blocks = Sample.workingCopy(slug).json().path("body").path("blocks");
        blocks.findParents("key").forEach(block -> ((ObjectNode) block).remove("key"));
        return blocks;
    }
}
