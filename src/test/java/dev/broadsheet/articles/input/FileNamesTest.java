package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The effect of the name in the URL and of the encoding of an upload. */
@QuarkusTest
class FileNamesTest {

    private static ApiResponse put(String name, String file) {
        return Api.admin().send("PUT", "/api/articles/" + name, null, file);
    }

    private static ArticleView created(String name, String file) {
        return put(name, file).expect(201).article();
    }

    private static void assertIsFoundAgain(String name, String file) {
        assertThat(put(name, file).expect(200).article().revision()).isEqualTo(1);
    }

    @Test
    void fileNameWithoutExtensionIsTheSlug() {
        String slug = Sample.name("story");
        String file = "---\ntitle: T\n---\nText.\n";
        assertThat(created(slug + ".md", file).slug()).isEqualTo(slug);
        assertIsFoundAgain(slug + ".md", file);
        assertIsFoundAgain(slug, file);
    }

    @Test
    void leadingDateIsThePublicationDate() {
        String slug = Sample.name("notes");
        String file = "---\ntitle: Notes\n---\nText.\n";
        ArticleView first = created("2025-01-31-" + slug + ".md", file);
        assertThat(first.slug()).isEqualTo(slug);
        assertThat(first.publishedAt()).isEqualTo("2025-01-31T00:00:00.000Z");
        ArticleView second = created("2026-01-31-" + slug + ".md", file);
        assertThat(second.slug()).isEqualTo(slug + "-2");
        assertThat(second.warnings()).extracting(Warning::code).containsExactly("slug-changed");
        assertIsFoundAgain("2025-01-31-" + slug + ".md", file);
        assertIsFoundAgain("2026-01-31-" + slug + ".md", file);
        String dated = "---\ntitle: Notes\ndate: 2020-02-02\n---\nText.\n";
        assertThat(created("2024-01-31-" + slug + "x.md", dated).publishedAt()).isEqualTo("2020-02-02T00:00:00.000Z");
    }

    @Test
    void warningHasTheLineOfTheFile() {
        for (String file : List.of(
                "---\ntitle: T\ntags: [a]\n---\n\nText.\n\n<!-- note -->\n",
                "+++\r\ntitle = 'T'\r\n+++\r\nText.\r\n\r\nMore.\r\n\r\n<!-- note -->\r\n",
                "{\n\"title\": \"T\"\n}\n\nText.\n\n<!-- note -->\n",
                "{\"title\": \"T\"}\n\nText.\n\nMore.\n\n<!-- note -->")) {
            int line = file.substring(0, file.indexOf("<!--")).split("\n", -1).length;
            assertThat(created(Sample.name("lines") + ".md", file)
                            .warnings()
                            .get(0)
                            .line())
                    .as(file)
                    .isEqualTo(line);
        }
    }

    @Test
    void unreadFrontMatterIsReported() {
        for (String file : List.of(
                "---js\n{ title: \"x\" }\n---\nText.\n", "<!-- prettier-ignore -->\n\n---\ntitle: x\n---\nText.\n")) {
            assertThat(created(Sample.name("unread") + ".md", file).warnings())
                    .as(file)
                    .extracting(Warning::code)
                    .contains("no-front-matter");
        }
    }

    @Test
    void foreignValuesOfKnownMembersAreKept() {
        JsonNode article = put(
                        Sample.name("other"),
                        "---\ntitle: x\nlocation: Berlin\nsource: https://example.org/a\nrelated: true\nseo:\n  title: S\n"
                                + "  meta_title: M\n---\nText.\n")
                .expect(201)
                .json();
        assertThat(article.at("/location/name").asText()).isEqualTo("Berlin");
        assertThat(article.at("/source/url").asText()).isEqualTo("https://example.org/a");
        assertThat(article.at("/seo/title").asText()).isEqualTo("S");
        assertThat(article.at("/custom/seo/meta_title").asText()).isEqualTo("M");
        assertThat(article.at("/custom/related").asBoolean()).isTrue();
        assertThat(article.at("/warnings/0/code").asText()).isEqualTo("unknown-member");
    }

    @Test
    void recursiveYamlAliasIsRefused() {
        for (String front : List.of("b: &a\n  <<: *a\n", "b: &a\n  c: [*a]\n", "b: &a\n  c: 1\n  <<: *a\n")) {
            assertThat(put(Sample.name("loop"), "---\ntitle: x\n" + front + "---\nx\n")
                            .problem(ProblemCode.MALFORMED)
                            .detail())
                    .startsWith("An alias must not stand inside of its own anchor. (line ");
        }
    }

    @Test
    void unknownHeroMembersAreKeptInCustom() {
        JsonNode article = put(
                        Sample.name("hero"),
                        "---\ntitle: x\nimage:\n  path: /a.jpg\n  alt: A\n  width: 100\n---\nText.\n")
                .expect(201)
                .json();
        assertThat(article.at("/hero/url").asText()).isEqualTo("/a.jpg");
        assertThat(article.at("/hero/alt").asText()).isEqualTo("A");
        assertThat(article.at("/custom/image/width").asInt()).isEqualTo(100);
        assertThat(article.at("/warnings/0/code").asText()).isEqualTo("unknown-member");
        JsonNode odd = put(Sample.name("hero"), "---\ntitle: x\nimage:\n  file: a.jpg\n---\nText.\n")
                .expect(201)
                .json();
        assertThat(odd.path("hero").isNull()).isTrue();
        assertThat(odd.at("/custom/image/file").asText()).isEqualTo("a.jpg");
    }

    /** Files named index.md in two folders would replace each other. */
    @Test
    void indexFileNeedsAName() {
        String file = "---\ntitle: T\nslug: " + Sample.name("bundle") + "\n---\nText.\n";
        for (String name : List.of("index.md", "_index.md", "INDEX.html", "index.fr.md")) {
            assertThat(put(name, file)
                            .problem(ProblemCode.INVALID)
                            .errors()
                            .get(0)
                            .code())
                    .as(name)
                    .isEqualTo("no-name");
        }
    }

    @Test
    void slugInFrontMatterWinsAndTheFileNameResolvesToIt() {
        String name = Sample.name("file");
        String slug = Sample.name("own");
        String file = "---\ntitle: T\nslug: " + slug + "\n---\nText.\n";
        assertThat(created(name + ".md", file).slug()).isEqualTo(slug);
        ArticleView again = put(name + ".md", file).expect(200).article();
        assertThat(again.slug()).isEqualTo(slug);
        assertThat(again.warnings()).isEmpty();
        Api.admin()
                .put(
                        "/api/articles/" + Sample.name("json"),
                        "{\"title\": \"T\", \"slug\": \"" + Sample.name("other") + "\"}")
                .problem(ProblemCode.INVALID);
    }

    @Test
    void fileNameThatIsNoSlugBecomesTheExternalId() {
        String name = "Story " + Sample.name("x");
        String path = name.replace(" ", "%20") + ".md";
        String title = Sample.name("a title");
        String file = "---\ntitle: " + title + "\n---\nText.\n";
        ArticleView article = created(path, file);
        assertThat(article.externalId()).isEqualTo(name);
        assertThat(article.slug()).isEqualTo(title.replace(' ', '-'));
        assertIsFoundAgain(path, file);
        Api.admin()
                .put("/api/articles/CMS:" + Sample.name("1"), "{\"title\": \"T\", \"externalId\": \"other\"}")
                .problem(ProblemCode.INVALID);
        String legal = Sample.name("ext");
        ArticleView same = Api.admin()
                .put("/api/articles/" + legal, "{\"title\": \"" + title + " b\", \"externalId\": \"" + legal + "\"}")
                .expect(201)
                .article();
        assertThat(same.slug()).isEqualTo(title.replace(' ', '-') + "-b");
    }

    @Test
    void writeToAFormerSlugWarns() {
        String former = Sample.live("energy");
        String slug = Sample.name("present");
        Api.admin()
                .patch(Sample.path(former), "{\"slug\": \"" + slug + "\", \"status\": \"published\"}")
                .expect(200);
        ArticleView replaced = Api.admin()
                .put(Sample.path(former), "{\"title\": \"T\", \"body\": \"x\"}")
                .expect(200)
                .article();
        assertThat(replaced.slug()).isEqualTo(slug);
        assertThat(replaced.warnings()).extracting(Warning::code).containsExactly("former-slug");
    }

    @Test
    void aliasesRedirectFromTheirFullPath() {
        String folder = Sample.name("old");
        String first = Sample.name("first");
        String second = Sample.name("second");
        String file =
                "---\ntitle: T\nstatus: published\naliases: [/%s/%s/knots.html, \"/%s/?p=123\", /%s/über-uns/]\n---\nText.\n";
        assertThat(created(first, file.formatted(folder, "boats", first, first)).warnings())
                .isEmpty();
        assertThat(created(second, file.formatted(folder, "tents", second, second))
                        .warnings())
                .isEmpty();
        assertResolves("/" + folder + "/boats/knots.html", first);
        assertResolves("/" + folder + "/tents/knots.html", second);
        assertResolves("/" + second + "/?p=123".replace("?", "%3F"), second);
        assertResolves("/" + second + "/%C3%BCber-uns", second);
        ArticleView third =
                created(Sample.name("third"), file.formatted(folder, "boats", Sample.name("x"), Sample.name("y")));
        assertThat(third.warnings()).extracting(Warning::code).containsExactly("alias-taken");
    }

    @Test
    void aliasesCanBeSentAsJson() {
        String slug = Sample.name("json");
        Api.admin()
                .put(
                        Sample.path(slug),
                        "{\"title\": \"T\", \"body\": \"x\", \"status\": \"published\", \"aliases\": [\"/a/%s.php\"]}"
                                .formatted(slug))
                .expect(201);
        assertResolves("/a/" + slug + ".php", slug);
        Api.admin().patch(Sample.path(slug), "{\"aliases\": [7]}").problem(ProblemCode.INVALID);
    }

    private static void assertResolves(String url, String slug) {
        assertThat(Api.anonymous()
                        .get("/api/resolve?url=" + url)
                        .expect(200)
                        .json()
                        .at("/article/slug")
                        .asText())
                .as(url)
                .isEqualTo(slug);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] latin1 = "---\ntitle: T\n---\nCaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        for (String type : new String[] {"text/markdown", "text/html", "application/octet-stream", null}) {
            assertThat(Api.admin()
                            .send("POST", "/api/articles", type, latin1)
                            .problem(ProblemCode.MALFORMED)
                            .detail())
                    .isEqualTo("The body is not valid UTF-8, from byte 21 on.");
        }
        Api.admin()
                .send("POST", "/api/articles", "text/markdown;charset=ISO-8859-1", latin1)
                .problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void formUploadOfCurlIsRefusedWithAHint() {
        ApiResponse form = Api.admin()
                .send("POST", "/api/articles", "application/x-www-form-urlencoded", "---title: Pier---OneTwo");
        assertThat(form.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE).detail()).contains("-T file", "--data-binary");
        assertThat(form.header("Accept-Post")).contains("text/markdown");
        Api.admin()
                .send(
                        "POST",
                        "/api/articles?dryRun=true",
                        "application/x-www-form-urlencoded",
                        "---\ntitle: Pier\n---\nOne\n\nTwo\n")
                .expect(201);
        Api.admin()
                .send("POST", "/api/articles?dryRun=true", "application/x-www-form-urlencoded", "{\"title\": \"x\"}")
                .expect(201);
    }

    @Test
    void compressedBodyIsRefused() {
        ApiResponse response =
                Api.admin().header("Content-Encoding", "gzip").send("POST", "/api/articles", "text/markdown", "x");
        response.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(response.header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void unrecognizedFrontMatterIsReported() {
        for (String file : new String[] {"---\nSome words.\n\n---\nMore.\n", "Title: T\nDate: 2020-01-01\n\nText.\n"}) {
            assertThat(Api.admin()
                            .send("POST", "/api/articles?dryRun=true", "text/markdown", file)
                            .expect(201)
                            .article()
                            .warnings())
                    .extracting(Warning::code)
                    .contains("no-front-matter");
        }
        ArticleView hugo = Api.admin()
                .send("POST", "/api/articles?dryRun=true", null, "{\n\"title\": \"Hugo\"\n}\n\nText.\n")
                .expect(201)
                .article();
        assertThat(hugo.title()).isEqualTo("Hugo");
    }

    @Test
    void exportLineOfAnotherStoreIsAccepted() {
        String slug = Sample.name("imported");
        ArticleView article = Api.admin()
                .put(Sample.path(slug), """
                        {"id": "0198c0de-0000-7000-8000-000000000001", "slug": "%s", "title": "T", "revision": 7, "live": 7,
                         "status": "published", "createdAt": "2020-01-01T00:00:00Z", "updatedAt": "2020-01-02T00:00:00Z",
                         "publishedAt": null, "firstPublishedAt": "2020-01-01T12:00:00Z", "body": {"markdown": "x"}}
                        """.formatted(slug))
                .expect(201)
                .article();
        assertThat(article.publishedAt()).isEqualTo("2020-01-01T12:00:00.000Z");
        assertThat(article.warnings().get(0).detail())
                .contains("id, revision, live, createdAt, updatedAt, firstPublishedAt");
    }
}
