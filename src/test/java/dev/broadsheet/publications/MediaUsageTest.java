package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which articles use a medium. */
@QuarkusTest
class MediaUsageTest {

    @Inject
    MediaUsage usage;

    @Test
    void usageFollowsTheArticle() {
        String picture = Sample.picture("");
        UUID id = UUID.fromString(picture);
        String word = Sample.name("harbour");
        Api.admin()
                .patch("/api/media/" + picture, "{\"name\": \"" + word + ".png\"}")
                .expect(200);
        assertThat(unused(word)).containsExactly(picture);
        String slug = Sample.draft("Has a picture");
        String hero = "{\"hero\": {\"media\": \"" + picture + "\"}}";
        Api.admin().patch(Sample.path(slug), hero).expect(200);
        assertThat(use(picture, slug)).isEqualTo("live=false draft=true revisions=[2]");
        assertThat(unused(word)).isEmpty();
        assertThat(usage.shownLive(id)).isFalse();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(use(picture, slug)).isEqualTo("live=true draft=true revisions=[2]");
        assertThat(usage.shownLive(id)).isTrue();
        Api.admin().patch(Sample.path(slug), "{\"hero\": null}").expect(200);
        assertThat(use(picture, slug)).isEqualTo("live=true draft=false revisions=[2]");
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(use(picture, slug)).isEqualTo("live=false draft=false revisions=[2]");
        assertThat(usage.shownLive(id)).isFalse();
        assertThat(usage.wasShownLive(id)).isTrue();
        assertThat(unused(word)).containsExactly(picture);
        Api.admin().delete("/api/media/" + picture).expect(204);
        Api.anonymous().get("/api/media/" + picture + "/usage").problem(ProblemCode.UNAUTHORIZED);
        Api.admin().get("/api/media/019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f/usage").problem(ProblemCode.NOT_FOUND);
    }

    /** The tags are those of the working copy, by any of their names. */
    @Test
    void mediaAreListedByTag() {
        String tag = Sample.name("harbour");
        String shown = Sample.picture("");
        String drafted = Sample.picture("");
        Sample.picture("");
        Sample.published("{\"hero\": {\"media\": \"" + shown + "\"}, \"tags\": [\"" + tag + "\"]}");
        String draft = Sample.draft("Has a picture");
        Api.admin()
                .patch(Sample.path(draft), "{\"hero\": {\"media\": \"" + drafted + "\"}, \"tags\": [\"" + tag + "2\"]}")
                .expect(200);
        assertThat(tagged(tag)).containsExactly(shown);
        assertThat(tagged(tag.toUpperCase(Locale.ROOT))).containsExactly(shown);
        assertThat(tagged(tag + "," + tag + "2")).containsExactly(drafted, shown);
        assertThat(tagged(tag + "&tag=" + tag + "2")).containsExactly(drafted, shown);
        assertThat(tagged(tag + "&type=video")).isEmpty();
        assertThat(tagged("no-" + tag)).isEmpty();
        Api.admin().patch(Sample.path(draft), "{\"tags\": []}").expect(200);
        assertThat(tagged(tag + "2")).isEmpty();
        Api.admin().get("/api/media?tag=").problem(ProblemCode.INVALID_PARAMETER);
    }

    private static List<String> tagged(String tags) {
        List<String> ids = new ArrayList<>();
        Api.admin()
                .get("/api/media?tag=" + tags)
                .expect(200)
                .json()
                .path("data")
                .forEach(medium -> ids.add(medium.path("id").asText()));
        return ids;
    }

    @Test
    void mediumInUseIsKept() {
        String picture = Sample.picture("");
        String slug = Sample.published("{\"hero\": {\"media\": \"" + picture + "\"}}");
        ApiResponse refused = Api.admin().delete("/api/media/" + picture);
        refused.problem(ProblemCode.MEDIA_IN_USE);
        assertThat(refused.json().at("/articles/0/slug").asText()).isEqualTo(slug);
        assertThat(refused.json().at("/articles/0/live").asBoolean()).isTrue();
        Api.admin().delete("/api/media/" + picture + "?force=true").expect(204);
        Api.admin().delete("/api/media/" + picture).expect(204);
    }

    @Test
    void pictureInUseStaysAPicture() {
        String picture = Sample.picture("");
        byte[] pdf = ("%PDF-1.4 " + picture).getBytes(StandardCharsets.US_ASCII);
        Sample.published("{\"hero\": {\"media\": \"" + picture + "\"}}");
        Api.admin().send("PUT", "/api/media/" + picture, "application/pdf", pdf).problem(ProblemCode.MEDIA_IN_USE);
        Api.admin()
                .send("PUT", "/api/media/" + Sample.picture(""), "application/pdf", pdf)
                .expect(200);
    }

    @Test
    void scheduledRevisionUsesItsPicture() {
        String picture = Sample.picture("");
        String slug = Sample.draft("Goes live later");
        Api.admin()
                .patch(
                        Sample.path(slug),
                        "{\"hero\": {\"media\": \"" + picture
                                + "\"}, \"status\": \"scheduled\", \"publishAt\": \"2199-01-01T00:00:00Z\"}")
                .expect(200);
        Api.admin().patch(Sample.path(slug), "{\"hero\": null}").expect(200);
        ApiResponse refused = Api.admin().delete("/api/media/" + picture);
        refused.problem(ProblemCode.MEDIA_IN_USE);
        assertThat(refused.json().at("/articles/0/scheduled").asBoolean()).isTrue();
        assertThat(refused.json().at("/articles/0/draft").asBoolean()).isFalse();
    }

    /** Either the article is stored and the medium stays, or the medium goes and the article is refused. */
    @Test
    void articleAndDeletionExcludeEachOther() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                String picture = Sample.picture("");
                List<Callable<Integer>> calls = new ArrayList<>();
                calls.add(() -> Api.admin()
                        .post("/api/articles", "{\"title\": \"Race\", \"hero\": {\"media\": \"" + picture + "\"}}")
                        .status());
                calls.add(() -> Api.admin().delete("/api/media/" + picture).status());
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> call : both.invokeAll(calls)) {
                    statuses.add(call.get());
                }
                assertThat(statuses).isIn(List.of(201, 409), List.of(422, 204));
            }
        } finally {
            both.shutdown();
        }
    }

    @Test
    void scheduleNamesArticlesWhoseLicenceEnds() {
        String first = Sample.picture("licenseEndsAt=2188-05-01T00:00:00Z");
        String second = Sample.picture("licenseEndsAt=2188-05-01T00:00:00Z");
        String slug = Sample.published("""
                {"hero": {"media": "%s"}, "expireAt": "2188-05-01T00:00:00Z",
                 "body": {"blocks": [{"type": "image", "media": "%s"}]}}
                """.formatted(first, second).strip());
        Sample.published("{\"hero\": {\"media\": \"" + Sample.picture("licenseEndsAt=2189-05-01T00:00:00Z") + "\"}}");
        String range = "/api/schedule?from=2188-04-30&to=2188-05-02";
        JsonNode both = Api.admin().get(range + "&count=exact").expect(200).json();
        assertThat(both.path("data")).hasSize(2);
        JsonNode page = Api.admin().get(range + "&limit=1").expect(200).json();
        JsonNode next = Api.admin()
                .get(range + "&limit=1&after=" + page.at("/page/next").asText())
                .expect(200)
                .json();
        assertThat(List.of(page.at("/data/0"), next.at("/data/0")))
                .containsExactly(both.at("/data/0"), both.at("/data/1"));
        JsonNode end = Api.admin()
                .get(range + "&action=license-end")
                .expect(200)
                .json()
                .at("/data/0");
        assertThat(end.at("/article/slug").asText()).isEqualTo(slug);
        assertThat(end.path("at").asText()).isEqualTo("2188-05-01T00:00:00.000Z");
        assertThat(end.path("media")).hasSize(2);
    }

    private static List<String> unused(String word) {
        return Api.admin()
                .get("/api/media?unused=true&q=" + word)
                .expect(200)
                .json()
                .findValuesAsText("id");
    }

    private static String use(String picture, String slug) {
        JsonNode users =
                Api.admin().get("/api/media/" + picture + "/usage").expect(200).json();
        assertThat(users.path("more").asBoolean()).isFalse();
        assertThat(users.path("articles")).hasSize(1);
        JsonNode user = users.at("/articles/0");
        assertThat(user.path("slug").asText()).isEqualTo(slug);
        return "live=" + user.path("live") + " draft=" + user.path("draft") + " revisions=" + user.path("revisions");
    }
}
