package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads article members from the head of an uploaded HTML page. */
@QuarkusTest
class HtmlPageTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            the headline behind the menu          | <title>Pier reopens – Paper</title>                              | <nav><a href="/">Home</a></nav><h1>Pier reopens</h1><p>Text.</p> | Pier reopens
            the headline that begins the page     | <title>x – Paper</title>                                         | <h1>First</h1><p>x</p><h1>Second</h1>                            | First
            the title where there is no headline  | <title>Pier reopens</title>                                      | <p>Text.</p>                                                     | Pier reopens
            Open Graph's has no site's name       | <title>a – Paper</title><meta property="og:title" content="a">   | <p>Text.</p>                                                     | a
            the title where headlines are many    | <title>Pier reopens</title>                                      | <p>x</p><h1>One</h1><h1>Two</h1>                                 | Pier reopens
            a headline in a list is none          | <title>Pier reopens</title>                                      | <ul><li><h1>Other</h1></li></ul><p>x</p>                         | Pier reopens
            """)
    void titleIsTakenFrom(String what, String head, String body, String title) {
        ArticleView article = upload("<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>")
                .article();
        assertThat(article.title()).as(what).isEqualTo(title);
    }

    @Test
    void openGraphFillsMissingMembers() {
        String tag = Sample.name("tag");
        ApiResponse response = upload("""
                <html><head><title>T</title>
                <meta property="og:image" content="https://e.org/i.jpg"><meta property="og:image:alt" content="The pier">
                <meta property="og:description" content="It is open."><meta property="og:url" content="https://e.org/pier">
                <meta property="og:locale" content="de_AT"><meta property="article:author" content="Ada Moreno">
                <meta property="article:published_time" content="2020-07-22T09:30:00+02:00">
                <meta name="keywords" content="sea, %1$s"><meta property="article:tag" content="%1$s"><meta property="article:tag" content="%1$s b">
                <meta property="og:video" content="https://e.org/v.mp4"><meta property="og:type" content="article">
                </head><body><h1>T</h1><p>x</p></body></html>
                """.formatted(tag));
        assertThat(response.json().path("hero").toString())
                .isEqualTo("{\"type\":\"image\",\"url\":\"https://e.org/i.jpg\",\"alt\":\"The pier\"}");
        ArticleView article = response.article();
        assertThat(response.json().path("summary").asText()).isEqualTo("It is open.");
        assertThat(article.canonicalUrl()).isEqualTo("https://e.org/pier");
        assertThat(article.locale()).isEqualTo("de-AT");
        assertThat(article.publishedAt()).isEqualTo("2020-07-22T07:30:00.000Z");
        assertThat(article.authors()).extracting(TermName::name).containsExactly("Ada Moreno");
        assertThat(article.tags()).extracting(TermName::name).containsExactlyInAnyOrder("sea", tag, tag + " b");
        assertThat(article.warnings()).extracting(Warning::code).containsExactly("meta-dropped", "title-from-heading");
        assertThat(article.warnings().toString()).contains("og:video", "https://e.org/v.mp4");
    }

    @Test
    void unsafeImageAddressIsReported() {
        ApiResponse response = upload(
                "<html><head><title>T</title><meta property='og:image' content='data:x'></head><body><p>x</p></body></html>");
        assertThat(response.json().path("hero").isNull()).isTrue();
        assertThat(response.article().warnings()).extracting(Warning::code).containsExactly("meta-dropped");
    }

    @Test
    void heroIsValidatedLikeABodyImage() {
        ArticleView article = Api.admin()
                .put(Sample.path(Sample.name("hero")), "{\"title\": \"T\", \"hero\": {\"url\": \"/h.jpg\"}}")
                .expect(201)
                .article();
        assertThat(article.warnings().get(0).code()).isEqualTo("image-without-alt");
        assertThat(article.warnings().get(0).pointer()).isEqualTo("/hero/alt");
    }

    private static ApiResponse upload(String page) {
        String path = Sample.path(Sample.name("page"));
        ApiResponse first = Api.admin().send("PUT", path, "text/html", page).expect(201);
        Api.admin().send("PUT", path, "text/html", page).expect(200);
        return first;
    }
}
