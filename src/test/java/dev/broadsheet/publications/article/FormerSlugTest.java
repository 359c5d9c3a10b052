package dev.broadsheet.publications.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Former slugs redirect forever, in every representation, and always directly to the current slug. */
@QuarkusTest
class FormerSlugTest {

    @Test
    void everyFormerSlugRedirectsToTheCurrentOne() {
        String first = Sample.live("energy");
        String second = rename(first);
        String third = rename(second);
        for (String former : new String[] {first, second}) {
            for (String form : new String[] {"application/json", "text/markdown", "text/html", "text/plain", "*/*"}) {
                Api reader = Api.anonymous().accept(form);
                assertThat(location(reader.get(Sample.path(former)))).isEqualTo(Sample.path(third));
                assertThat(location(reader.head(Sample.path(former)))).isEqualTo(Sample.path(third));
            }
            String query = "?fields=title%2Cslug&body.format=html";
            assertThat(location(Api.anonymous().get(Sample.path(former) + query)))
                    .isEqualTo(Sample.path(third) + query);
            assertThat(location(Api.anonymous().get(Sample.path(former) + "/blocks?version=live")))
                    .isEqualTo(Sample.path(third) + "/blocks?version=live");
            assertThat(location(Api.anonymous().head(Sample.path(former) + "/blocks/b-1.2_x")))
                    .isEqualTo(Sample.path(third) + "/blocks/b-1.2_x");
        }
        Api.anonymous().get(Sample.path(third)).expect(200);
    }

    /** For a client that can't follow redirects itself: browsers hide the Location of a redirect from scripts. */
    @Test
    void bodyHasTheNewAddress() {
        String first = Sample.live("energy");
        String second = rename(first);
        for (String form : new String[] {"application/json", "text/markdown", "text/html", "text/plain"}) {
            ApiResponse moved = Api.anonymous().accept(form).get(Sample.path(first) + "?version=live");
            assertThat(moved.expect(308).response().contentType()).isEqualTo("application/json");
            assertThat(moved.json().path("location").asText()).isEqualTo(Sample.path(second) + "?version=live");
            assertThat(moved.header("Location"))
                    .isEqualTo(moved.json().path("location").asText());
            assertThat(moved.json().path("status").asInt()).isEqualTo(308);
            assertThat(moved.json().path("code").asText()).isEqualTo("moved");
        }
        ApiResponse head = Api.anonymous().head(Sample.path(first)).expect(308);
        assertThat(head.text()).isEmpty();
        assertThat(head.response().contentType()).isEqualTo("application/json");
        ApiResponse blocks = Api.anonymous().get(Sample.path(first) + "/blocks").expect(308);
        assertThat(blocks.json().path("location").asText()).isEqualTo(Sample.path(second) + "/blocks");
        String tag = Sample.name("term");
        Sample.live(tag);
        Api.admin().patch("/api/tags/" + tag, "{\"slug\": \"" + tag + "-now\"}").expect(200);
        for (Api api : new Api[] {Api.anonymous(), Api.admin()}) {
            assertThat(api.get("/api/tags/" + tag)
                            .expect(308)
                            .json()
                            .path("location")
                            .asText())
                    .isEqualTo("/api/tags/" + tag + "-now");
        }
    }

    @Test
    void redirectMustBeRevalidated() {
        String first = Sample.live("energy");
        rename(first);
        assertThat(Api.anonymous().get(Sample.path(first)).header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void articleCanTakeItsFormerSlugBack() {
        String first = Sample.live("energy");
        String second = rename(first);
        rename(second, first);
        Api.anonymous().get(Sample.path(first)).expect(200);
        assertThat(location(Api.anonymous().get(Sample.path(second)))).isEqualTo(Sample.path(first));
        rename(first, second);
        rename(second, first);
        assertThat(location(Api.anonymous().get(Sample.path(second)))).isEqualTo(Sample.path(first));
    }

    @Test
    void formerSlugStaysReserved() {
        String first = Sample.live("energy");
        String second = rename(first);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"slug\": \"" + first + "\"}")
                .problem(ProblemCode.DUPLICATE);
        String other = Sample.live("energy");
        Api.admin().patch(Sample.path(other), "{\"slug\": \"" + first + "\"}").problem(ProblemCode.DUPLICATE);
        Api.admin().delete(Sample.path(second) + "/publication").expect(204);
        Api.admin().patch(Sample.path(other), "{\"slug\": \"" + first + "\"}").problem(ProblemCode.DUPLICATE);
        Api.anonymous().get(Sample.path(first)).problem(ProblemCode.GONE);
        Api.admin().delete(Sample.path(second) + "?permanent=true").expect(204);
        Api.admin().patch(Sample.path(other), "{\"slug\": \"" + first + "\"}").problem(ProblemCode.DUPLICATE);
        Api.anonymous().get(Sample.path(first)).problem(ProblemCode.GONE);
    }

    @Test
    void unpublishedSlugIsReleased() {
        String slug = Sample.live("energy");
        String planned = Sample.name("planned");
        Api.admin().patch(Sample.path(slug), "{\"slug\": \"" + planned + "\"}").expect(200);
        Api.admin()
                .patch(Sample.path(slug), "{\"slug\": \"" + planned + "-b\"}")
                .expect(200);
        Api.anonymous().get(Sample.path(planned)).problem(ProblemCode.NOT_FOUND);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"slug\": \"" + planned + "\"}")
                .expect(201);
    }

    @Test
    void unpublishedSlugHidesNoArticle() {
        String name = Sample.name("both");
        Api.admin().put(Sample.path(name), "{\"title\": \"Draft\"}").expect(201);
        String live = Sample.published("{\"externalId\": \"" + name + "\"}");
        assertThat(Api.anonymous().get(Sample.path(name)).expect(200).article().slug())
                .isEqualTo(live);
    }

    @Test
    void unpublishedExternalIdIsNotRevealed() {
        String slug = Sample.live("energy");
        String known = Sample.name("known");
        Api.admin()
                .patch(Sample.path(slug), "{\"externalId\": \"" + known + "\", \"status\": \"published\"}")
                .expect(200);
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        Api.anonymous().get(Sample.path(known)).problem(ProblemCode.GONE);
        String secret = Sample.name("secret");
        Api.admin()
                .patch(Sample.path(slug), "{\"externalId\": \"" + secret + "\"}")
                .expect(200);
        Api.anonymous().get(Sample.path(secret)).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void writesToAFormerSlugChangeItsArticle() {
        String former = Sample.live("energy");
        String present = rename(former);
        String path = Sample.path(former);
        ArticleView patched =
                Api.admin().patch(path, "{\"title\": \"Patched\"}").expect(200).article();
        assertThat(patched.slug()).isEqualTo(present);
        ArticleView put = Api.admin()
                .send("PUT", path, "text/markdown", "---\ntitle: Put\n---\nText\n")
                .expect(200)
                .article();
        assertThat(put.slug()).isEqualTo(present);
        Api.admin().header("If-None-Match", "*").put(path, "{}").problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().post(path + "/blocks", "{\"type\": \"divider\"}").expect(201);
        Api.admin().post(path + "/revisions", "{\"restore\": 1}").expect(200);
        Api.admin().get(path + "/revisions").expect(200);
        Api.admin().get(path + "?version=draft").expect(200);
        Api.admin().put(path + "/publication", "{}").expect(200);
        Api.admin().delete(path + "/publication").expect(204);
        Api.admin().delete(path).expect(204);
        Api.admin().delete(path + "/trash").expect(200);
        Api.admin().delete(path + "?permanent=true").expect(204);
        Api.anonymous().get(Sample.path(present)).problem(ProblemCode.GONE);
    }

    private static String rename(String slug) {
        return rename(slug, Sample.name("renamed"));
    }

    private static String rename(String slug, String renamed) {
        Api.admin()
                .patch(Sample.path(slug), "{\"slug\": \"" + renamed + "\", \"status\": \"published\"}")
                .expect(200);
        return renamed;
    }

    /** The Location without scheme and host. */
    private static String location(ApiResponse response) {
        return String.valueOf(response.expect(308).header("Location")).replaceFirst("^http://[^/]+", "");
    }

    /** The rest of the path and the query are kept as they were sent. */
    @Test
    void nameMayContainSlashAndPercent() {
        String tag = Sample.name("ac");
        Sample.live(tag + "/dc");
        String location = "/api/tags/" + tag + "-dc";
        assertThat(moved("/api/tags/" + tag + "%2Fdc")).isEqualTo(location);
        assertThat(moved("/api/tags/" + tag + "%2Fdc/related?limit=%33")).isEqualTo(location + "/related?limit=%33");
        Sample.live(tag + " 100%");
        assertThat(moved("/api/tags/" + tag + "%20100%25")).isEqualTo("/api/tags/" + tag + "-100");
    }

    private static String moved(String url) {
        return Objects.requireNonNull(Api.anonymous().get(url).expect(308).header("Location"));
    }
}
