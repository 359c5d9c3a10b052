package dev.broadsheet.redirects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.SuccessorView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UrlResolverTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Inject
    TestClock clock;

    @Test
    void lastPathSegmentIsTheSlug() {
        String slug = Sample.live("energy");
        for (String url : new String[] {
            "/api/articles/" + slug,
            "/api/articles/" + slug + "/blocks",
            "https://old.example/2019/04/" + slug + ".html",
            "/world/" + slug + "/",
            "/world/" + slug + "/index.php?utm=1#top",
            "//x.example/" + slug
        }) {
            Resolution resolution = resolve(url);
            assertThat(resolution.url()).isEqualTo(url);
            assertThat(resolution.kind()).isEqualTo("article");
            assertThat(resolution.status()).isEqualTo(200);
            assertThat(resolution.location()).isEqualTo(Sample.path(slug));
            assertThat(resolution.article())
                    .extracting(Resolution.ArticleAt::slug)
                    .isEqualTo(slug);
            assertThat(resolution.article())
                    .extracting(Resolution.ArticleAt::title)
                    .isEqualTo("Summit ends without a deal");
            assertThat(resolution.reason()).isNull();
            assertThat(resolution.successor()).isNull();
        }
    }

    @Test
    void formerSlugRedirectsToTheCurrentOne() {
        String old = Sample.live("energy");
        String renamed = Sample.name("renamed");
        rename(old, renamed);
        for (String url : new String[] {"/api/articles/" + old, "/2019/" + old + ".html"}) {
            Resolution resolution = resolve(url);
            assertThat(resolution.kind()).isEqualTo("redirect");
            assertThat(resolution.status()).isEqualTo(308);
            assertThat(resolution.location()).isEqualTo(Sample.path(renamed));
            assertThat(resolution.article())
                    .extracting(Resolution.ArticleAt::slug)
                    .isEqualTo(renamed);
        }
    }

    @Test
    void externalIdMayHaveADot() {
        String external = Sample.name("Post.77");
        String slug = publish("\"externalId\": \"" + external + " é+\"");
        assertThat(article("/p/" + external + "%20%C3%A9+")).isEqualTo(slug);
        assertThat(article("/p/" + external + " é+.html")).isEqualTo(slug);
    }

    @Test
    void canonicalUrlMatchesExactly() {
        String url = "https://elsewhere.example/" + Sample.name("x") + "/" + "long".repeat(400) + "?id=7";
        String slug = publish("\"canonicalUrl\": \"" + url + "\"");
        assertThat(article(url + "#comments")).isEqualTo(slug);
        unknown(url.replace("elsewhere", "nowhere"));
        String folder = "https://elsewhere.example/" + Sample.name("folder");
        assertThat(article(folder)).isNull();
        String second = publish("\"canonicalUrl\": \"" + folder + "/\"");
        assertThat(article(folder)).isEqualTo(second);
        Api.admin().patch(Sample.path(second), "{\"canonicalUrl\": null}").expect(200);
        assertThat(article(folder)).isEqualTo(second);
        Api.admin().put(Sample.path(second) + "/publication", "{}").expect(200);
        assertThat(article(folder)).isNull();
    }

    @Test
    void redirectWinsOverAnArticle() {
        String slug = Sample.live("energy");
        String other = Sample.live("energy");
        String url = "/2019/" + slug + ".html";
        redirect(url, "\"/world/new?x=1\", \"status\": 301");
        Resolution resolution = resolve("https://old.example" + url + "?utm=1");
        assertThat(resolution.kind()).isEqualTo("redirect");
        assertThat(resolution.status()).isEqualTo(301);
        assertThat(resolution.location()).isEqualTo("/world/new?x=1");
        assertThat(resolution.article()).isNull();
        redirect(url + "?page=2", "{\"article\": \"" + other + "\"}");
        Resolution second = resolve(url + "/?page=2");
        assertThat(second.status()).isEqualTo(308);
        assertThat(second.article()).extracting(Resolution.ArticleAt::slug).isEqualTo(other);
        String renamed = Sample.name("renamed");
        rename(other, renamed);
        assertThat(resolve(url + "?page=2").location()).isEqualTo(Sample.path(renamed));
        assertThat(resolve(url + "?page=2").status()).isEqualTo(308);
        String gone = "/" + Sample.name("gone");
        Api.admin()
                .post("/api/redirects", "{\"from\": \"" + gone + "\", \"status\": 410}")
                .expect(201);
        Resolution nothing = resolve(gone);
        assertThat(nothing.kind()).isEqualTo("gone");
        assertThat(nothing.status()).isEqualTo(410);
        assertThat(nothing.location()).isNull();
    }

    @Test
    void goneArticleShowsReasonAndSuccessor() {
        String slug = Sample.live("energy");
        String next = Sample.live("energy");
        String redirect = "/" + Sample.name("to-gone");
        redirect(redirect, "{\"article\": \"" + slug + "\"}");
        Api.admin()
                .delete(Sample.path(slug) + "/publication?reason=Merged&successor=" + next)
                .expect(204);
        for (String url : new String[] {"/2019/" + slug, "/api/articles/" + slug, redirect}) {
            Resolution resolution = resolve(url);
            assertThat(resolution.kind()).isEqualTo("gone");
            assertThat(resolution.status()).isEqualTo(410);
            assertThat(resolution.article()).isNull();
            assertThat(resolution.reason()).isEqualTo("Merged");
            assertThat(resolution.successor()).extracting(SuccessorView::slug).isEqualTo(next);
        }
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
        Resolution bare = resolve("/2019/" + slug);
        assertThat(bare.kind()).isEqualTo("gone");
        assertThat(bare.reason()).isNull();
        assertThat(bare.successor()).isNull();
        assertThat(resolve(redirect).kind()).isEqualTo("gone");
    }

    @Test
    void draftsAreNotFound() {
        String external = Sample.name("secret");
        String canonical = "https://elsewhere.example/" + Sample.name("secret");
        String draft = Api.admin()
                .post(
                        "/api/articles",
                        "{\"title\": \"x\", \"body\": \"y\", \"externalId\": \"" + external + "\", \"canonicalUrl\": \""
                                + canonical + "\"}")
                .expect(201)
                .article()
                .slug();
        String redirect = "/" + Sample.name("to-draft");
        redirect(redirect, "{\"article\": \"" + draft + "\"}");
        String id = Sample.id(draft);
        for (String url :
                new String[] {"/a/" + draft, "/api/articles/" + draft, "/a/" + external, "/a/" + id, canonical, redirect
                }) {
            unknown(url);
        }
        String live = Sample.live("energy");
        String planned = Sample.name("planned");
        Api.admin()
                .patch(
                        Sample.path(live),
                        "{\"slug\": \"" + planned + "\", \"externalId\": \"" + planned + "-x\", \"canonicalUrl\": \""
                                + canonical + "\"}")
                .expect(200);
        unknown("/a/" + planned);
        unknown("/a/" + planned + "-x");
        unknown(canonical);
        Api.admin().delete(Sample.path(live) + "/publication").expect(204);
        unknown("/a/" + planned);
        unknown("/a/" + planned + "-x");
        String dotted = publish("\"externalId\": \"" + planned + "-x.html\"");
        assertThat(article("/a/" + planned + "-x.html")).isEqualTo(dotted);
        assertThat(resolve("/a/" + live).kind()).isEqualTo("gone");
    }

    @Test
    void expiredArticleIsGoneAtItsMoment() {
        String canonical = "https://elsewhere.example/" + Sample.name("short");
        String slug = publish("\"canonicalUrl\": \"" + canonical + "\", \"expireAt\": \""
                + clock.now().plus(Duration.ofMinutes(5)) + "\"");
        assertThat(article(canonical)).isEqualTo(slug);
        clock.advance(Duration.ofMinutes(5));
        unknown(canonical);
        assertThat(resolve("/" + slug).kind()).isEqualTo("gone");
    }

    @Test
    void invalidUrlIsRefused() {
        for (String query : new String[] {
            "", "?url=", "?url=old-page", "?url=ftp%3A%2F%2Fx.example%2Fa", "?url=/a%00b", "?url=/" + "a".repeat(2000)
        }) {
            assertThat(Api.anonymous()
                            .get("/api/resolve" + query)
                            .problem(ProblemCode.INVALID_PARAMETER)
                            .errors())
                    .extracting(Fault::parameter)
                    .containsExactly("url");
        }
        unknown("/");
        unknown("/a%00b");
        unknown("/" + "a".repeat(300));
        unknown("/' or 1=1 --");
    }

    @Test
    void resolvingTakesOneOrTwoStatements() {
        String slug = Sample.live("energy");
        String old = Sample.live("energy");
        Api.admin().delete(Sample.path(old) + "/publication").expect(204);
        assertThat(statements.of(() -> resolve("/2019/" + slug + ".html"))).hasSize(1);
        assertThat(statements.of(() -> unknown("/2019/never-written.html"))).hasSize(1);
        assertThat(statements.of(() -> resolve("/2019/" + old + ".html"))).hasSize(2);
    }

    private static void rename(String slug, String renamed) {
        Api.admin()
                .patch(Sample.path(slug), "{\"slug\": \"" + renamed + "\", \"status\": \"published\"}")
                .expect(200);
    }

    private static void redirect(String from, String to) {
        Api.admin()
                .post("/api/redirects", "{\"from\": \"" + from + "\", \"to\": " + to + "}")
                .expect(201);
    }

    private static String publish(String members) {
        return Sample.published("{" + members + "}");
    }

    private static String resolvePath(String url) {
        return "/api/resolve?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    private static Resolution resolve(String url) {
        return Api.anonymous().get(resolvePath(url)).expect(200).as(Resolution.class);
    }

    private static void unknown(String url) {
        Api.anonymous().get(resolvePath(url)).problem(ProblemCode.NOT_FOUND);
    }

    private static @org.jspecify.annotations.Nullable String article(String url) {
        var response = Api.anonymous().get(resolvePath(url));
        return response.status() == 404
                ? null
                : response.expect(200).json().path("article").path("slug").textValue();
    }
}
