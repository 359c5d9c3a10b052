package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.json.ArticleView.BodyView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadTest {

    private static final String STORY = Sample.story("Summit ends without a deal", "Energy, Iraq");

    @Test
    void uploadCreatesThenChangesNothingThenUpdates() {
        String path = Sample.path(Sample.name("story"));
        ApiResponse created = upload(path, STORY).expect(201);
        assertThat(created.header("Location")).endsWith(path);
        assertThat(created.header("ETag")).isEqualTo("\"r1.1\"");

        ApiResponse again = upload(path, STORY).expect(200);
        assertThat(again.header("ETag")).isEqualTo("\"r1.1\"");
        assertThat(again.article().revision()).isEqualTo(1);

        ApiResponse changed = upload(path, STORY.replace("Friday", "Saturday")).expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"r2.2\"");
        assertThat(changed.article().live()).isEqualTo(2);
    }

    @Test
    void frontMatterIsInTheResponse() {
        String path = Sample.path(Sample.name("story"));
        upload(path, STORY.replace("Energy, Iraq", "Wind Power, Sun & Moon"));
        ApiResponse response =
                Api.anonymous().get(path + "?body.format=html,text").expect(200);
        ArticleView article = response.article();
        assertThat(article.title()).isEqualTo("Summit ends without a deal");
        assertThat(response.json().path("kicker").asText()).isEqualTo("Energy talks");
        assertThat(article.tags()).extracting(TermName::name).containsExactly("Wind Power", "Sun & Moon");
        assertThat(article.authors()).extracting(TermName::slug).containsExactly("ada-moreno");
        assertThat(article.section()).extracting(TermName::slug).isEqualTo("world");
        BodyView body = Objects.requireNonNull(article.body());
        assertThat(body.html()).contains("<em>late on Friday</em>", "<li>");
        assertThat(body.text()).contains("“We have [only] begun,” one delegate said.");
    }

    @Test
    void hugoNamesAreUnderstood() {
        String slug = Sample.name("hugo");
        ArticleView article =
                upload(Sample.path(slug), """
                        ---
                        title: "1984"
                        date: 2020-07-22T09:30:00+02:00
                        draft: false
                        description: A year
                        categories: [Culture, books]
                        tags: [orwell]
                        author: Eric Blair
                        lastmod: 2020-08-01
                        aliases: [/old/%s-before/]
                        images: [https://example.org/a.jpg]
                        ---
                        It was a bright cold day.
                        """.formatted(slug)).expect(201).article();
        assertThat(article.title()).isEqualTo("1984");
        assertThat(article.publishedAt()).isEqualTo("2020-07-22T07:30:00.000Z");
        assertThat(article.status()).isEqualTo("published");
        assertThat(article.section()).extracting(TermName::slug).isEqualTo("culture");
        assertThat(article.tags()).extracting(TermName::slug).containsExactlyInAnyOrder("orwell", "books");
        assertThat(article.hero()).containsEntry("url", "https://example.org/a.jpg");
        assertThat(article.updatedAt()).isEqualTo("2020-08-01T00:00:00.000Z");
        assertThat(article.warnings()).extracting(Warning::code).containsExactly("image-without-alt");
        JsonNode resolved = Api.anonymous()
                .get("/api/resolve?url=/old/" + slug + "-before/")
                .expect(200)
                .json();
        assertThat(resolved.at("/article/slug").asText()).isEqualTo(slug);
    }

    @Test
    void htmlHeadlineBecomesTheTitle() {
        ArticleView article = Api.admin()
                .send(
                        "PUT",
                        Sample.path(Sample.name("page")),
                        "text/html",
                        "<html lang=de><head><title>x | Site</title><meta name=keywords content='a1, b1'></head>"
                                + "<body><h1>Gipfel endet</h1><p>Ohne <b>Ergebnis</b>.</p><script>alert(1)</script></body></html>")
                .expect(201)
                .article();
        assertThat(article.title()).isEqualTo("Gipfel endet");
        assertThat(article.locale()).isEqualTo("de");
        assertThat(article.tags()).extracting(TermName::slug).containsExactly("a1", "b1");
        assertThat(String.valueOf(article.body())).doesNotContain("alert").doesNotContain("Gipfel");
    }

    @Test
    void missingContentTypeIsGuessedFromTheFirstCharacter() {
        String json = Sample.path(Sample.name("json"));
        Api.admin().send("PUT", json, null, "{\"title\": \"A title\"}").expect(201);
        assertThat(Api.admin().get(json + "?version=draft").article().title()).isEqualTo("A title");
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        List<Fault> faults = Api.admin()
                .post("/api/articles", """
                        {"title": 7, "slug": "Not A Slug", "publishedAt": "yesterday", "colour": "red",
                         "canonicalUrl": "javascript:alert(1)", "location": {"lat": 95}, "related": ["x"],
                         "hero": {"type": "video"}, "body": {"blocks": [{"type": "nonsense"}]}, "id": "mine"}
                        """)
                .problem(ProblemCode.INVALID)
                .errors();
        assertThat(faults)
                .extracting(Fault::pointer)
                .contains(
                        "/title",
                        "/slug",
                        "/publishedAt",
                        "/colour",
                        "/canonicalUrl",
                        "/location/lat",
                        "/related/0",
                        "/hero/type",
                        "/body/blocks/0/type",
                        "/id");
    }

    @Test
    void refusalNamesTheLimit() {
        String tags = "\"t\",".repeat(100) + "\"t\"";
        assertThat(refused("{\"title\": \"x\", \"tags\": [" + tags + "]}").detail())
                .contains("100");
        String authors = "\"t\",".repeat(20) + "\"t\"";
        assertThat(refused("{\"title\": \"x\", \"authors\": [" + authors + "]}").detail())
                .contains("20");
        assertThat(refused("{\"body\": \"" + "a".repeat(2 * 1024 * 1024 + 1) + "\"}")
                        .detail())
                .contains("2 MiB");
        Api.admin()
                .post("/api/articles", "{\"title\": \"big\", \"body\": \"" + "word ".repeat(400_000) + "\"}")
                .expect(201);
    }

    @Test
    void invalidFrontMatterNamesTheLine() {
        assertThat(upload(Sample.path("x1"), "---\ntitle: [a\n---\nx")
                        .problem(ProblemCode.MALFORMED)
                        .detail())
                .contains("line");
        assertThat(upload(Sample.path("x1"), "+++\ntitle = \n+++\nx")
                        .problem(ProblemCode.MALFORMED)
                        .detail())
                .contains("TOML");
    }

    @Test
    void unsupportedTypeIsRefusedWithTheSupportedOnes() {
        ApiResponse refused = Api.admin().send("POST", "/api/articles", "application/pdf", "x");
        refused.problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refused.header("Accept-Post")).contains("text/markdown");
        Api.admin().send("PATCH", Sample.path("x"), "garbage", "{}").problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        Api.anonymous().accept("garbage").get(Sample.path("x")).problem(ProblemCode.MALFORMED);
    }

    @Test
    void sameTitleGetsANumberedSlug() {
        String title = Sample.name("Zwölf Boxkämpfer jagen");
        String first = Sample.draft(title);
        assertThat(first).startsWith("zwolf-boxkampfer-jagen");
        assertThat(Sample.draft(title)).isEqualTo(first + "-2");
    }

    private static dev.broadsheet.kernel.problem.ProblemView refused(String json) {
        return Api.admin().post("/api/articles", json).problem(ProblemCode.INVALID);
    }

    private static ApiResponse upload(String path, String file) {
        return Api.admin().send("PUT", path, "text/markdown", file);
    }
}
