package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Articles that show pictures of the media library. */
@QuarkusTest
class MediaInArticlesTest {

    private static final String QUAY = "alt=Quay&caption=The%20quay&credit=Ada&copyright=AP";

    @Test
    void answersCarryTheCompletePicture() {
        String picture = Sample.picture(QUAY);
        String tag = Sample.name("pictured");
        String slug = live(picture, tag);
        JsonNode article = Api.anonymous().get(Sample.path(slug)).expect(200).json();
        for (String pointer : List.of("/hero", "/body/blocks/1", "/body/blocks/2/images/0", "/seo/image")) {
            JsonNode shown = article.at(pointer);
            assertThat(shown.path("media").asText()).as(pointer).isEqualTo(picture);
            assertThat(shown.path("url").asText()).as(pointer).startsWith("/files/" + picture + "/");
            assertThat(shown.path("alt").asText()).as(pointer).isEqualTo("Quay");
            assertThat(shown.path("copyright").asText()).as(pointer).isEqualTo("AP");
            assertThat(shown.has("width") && shown.has("renditions"))
                    .as(pointer)
                    .isTrue();
        }
        assertThat(article.at("/hero/caption").asText()).isEqualTo("The quay");
        assertThat(article.at("/body/blocks/1/caption").asText()).isEqualTo("Own words");
        JsonNode hero = article.path("hero");
        String id = article.path("id").asText();
        for (String list : List.of(
                "/api/articles?tag=" + tag,
                "/api/articles?fields=hero&tag=" + tag,
                "/api/articles?sort=title&count=exact&tag=" + tag,
                "/api/articles?q=summit&tag=" + tag,
                "/api/articles?include=body&tag=" + tag)) {
            assertThat(Api.anonymous().get(list).expect(200).json().at("/data/0/hero"))
                    .as(list)
                    .isEqualTo(hero);
        }
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + tag)
                        .expect(200)
                        .json()
                        .at("/data/0/hero/url")
                        .asText())
                .startsWith("/files/" + picture);
        assertThat(Api.anonymous()
                        .get("/api/articles?include=body&tag=" + tag)
                        .json()
                        .at("/data/0/body"))
                .isEqualTo(article.path("body"));
        assertThat(Api.admin()
                        .get("/api/articles/export?tag=" + tag)
                        .expect(200)
                        .text())
                .contains(hero.path("url").asText());
        assertThat(Api.anonymous().get(Sample.path(id) + "/blocks").json().path("blocks"))
                .isEqualTo(article.at("/body/blocks"));
        String other = Sample.published("{\"related\": [\"" + id + "\"], \"publishedAt\": \"2001-01-01T00:00:00Z\"}");
        assertThat(Api.anonymous()
                        .get(Sample.path(other) + "/related")
                        .expect(200)
                        .json()
                        .at("/data/0/hero"))
                .isEqualTo(hero);
        assertThat(Api.anonymous()
                        .get(Sample.path(other) + "/neighbours?tag=" + tag)
                        .expect(200)
                        .text())
                .contains(hero.path("url").asText());
    }

    @Test
    void htmlShowsFigures() {
        String picture = Sample.picture(QUAY);
        String slug = live(picture, "energy");
        String html = Api.anonymous()
                .get(Sample.path(slug) + "?body.format=html")
                .expect(200)
                .json()
                .at("/body/html")
                .asText();
        assertThat(html)
                .contains("<figure><picture>", "<img src=\"/files/" + picture + "/", "alt=\"Quay\"", "loading=\"lazy\"")
                .contains("<span class=\"caption\">Own words</span>", "<span class=\"credit\">Ada</span>");
        assertThat(Api.anonymous()
                        .accept("text/html")
                        .get(Sample.path(slug))
                        .expect(200)
                        .text())
                .contains("<img src=\"/files/" + picture + "/", "The quay");
    }

    @Test
    void pictureSentBackStaysThatOfTheLibrary() {
        String picture = Sample.picture(QUAY);
        String slug = live(picture, "energy");
        ApiResponse draft = Sample.workingCopy(slug);
        int revision = draft.json().path("revision").asInt();
        JsonNode again = Api.admin()
                .header("If-Match", String.valueOf(draft.header("ETag")))
                .put(Sample.path(slug), draft.text())
                .expect(200)
                .json();
        assertThat(again.path("revision").asInt()).isEqualTo(revision);
        for (String type : List.of("text/markdown", "text/html")) {
            String file = Api.admin()
                    .accept(type)
                    .get(Sample.path(slug) + "?version=draft")
                    .expect(200)
                    .text();
            if (type.equals("text/markdown")) {
                assertThat(file).contains("](/files/" + picture + "/");
                ApiResponse sent = Api.admin().send("PUT", Sample.path(slug), type, file);
                assertThat(sent.expect(200).json().path("revision").asInt())
                        .as(file)
                        .isEqualTo(revision);
            }
        }
        String html = Api.anonymous()
                .get(Sample.path(slug) + "?body.format=html")
                .json()
                .at("/body/html")
                .asText();
        JsonNode fromHtml = patch(
                slug, ((ObjectNode) again.deepCopy().get("body")).objectNode().put("html", html));
        assertThat(fromHtml.path("revision").asInt()).as(html).isEqualTo(revision);
        // The hero follows the library; the block has words of its own.
        Api.admin()
                .patch("/api/media/" + picture, "{\"caption\": \"Harbour\", \"alt\": \"Ships\"}")
                .expect(200);
        JsonNode article = Api.anonymous().get(Sample.path(slug)).json();
        assertThat(article.at("/hero/caption").asText()).isEqualTo("Harbour");
        assertThat(article.at("/hero/alt").asText()).isEqualTo("Ships");
        assertThat(article.at("/body/blocks/1/caption").asText()).isEqualTo("Own words");
        assertThat(Sample.workingCopy(slug).header("ETag")).isEqualTo(draft.header("ETag"));
    }

    @Test
    void urlOfAFileBecomesItsMedium() {
        String picture = Sample.picture("alt=Quay");
        String slug = Sample.name("files");
        JsonNode article = Api.admin()
                .put(Sample.path(slug), """
                        {"title": "Files", "hero": {"url": "/files/%1$s/full-400-0123456789.jpg"},
                         "seo": {"image": "/files/%1$s/original"},
                         "body": "Text\\n\\n![](/files/%1$s/16x9-800-0123456789.webp?signature=x)"}
                        """.formatted(picture))
                .expect(201)
                .json();
        for (String pointer : List.of("/hero/media", "/body/blocks/1/media", "/seo/image/media")) {
            assertThat(article.at(pointer).asText()).as(pointer).isEqualTo(picture);
        }
        assertThat(article.path("warnings")).isEmpty();
    }

    @Test
    void unknownMediaAreRefusedTogether() {
        String trashed = Sample.picture("");
        Api.admin().delete("/api/media/" + trashed).expect(204);
        String document = Api.admin()
                .send("POST", "/api/media", "application/pdf", "%PDF-1.4\n%" + Sample.name("pdf"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        String unknown = "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f";
        ApiResponse refused = Api.admin().post("/api/articles", """
                {"title": "Refused", "hero": {"media": "%s"}, "seo": {"image": {"media": "%s"}},
                 "body": {"blocks": [{"type": "paragraph", "content": "x"}, {"type": "divider"},
                    {"type": "gallery", "images": [{"type": "image", "media": "%s"}, {"type": "image", "url": "/files/%s/original"}]}]}}
                """.formatted(trashed, document, unknown, trashed));
        assertThat(refused.problem(ProblemCode.INVALID).errors())
                .extracting(fault -> fault.code() + " " + fault.pointer())
                .containsExactlyInAnyOrder(
                        "media-in-trash /hero",
                        "not-an-image /seo/image",
                        "unknown-media /body/blocks/2/images/0/media",
                        "media-in-trash /body/blocks/2/images/1/url");
    }

    @Test
    void trashedPictureIsLeftOutForReaders() {
        String picture = Sample.picture(QUAY);
        String slug = live(picture, "energy");
        Api.admin().delete("/api/media/" + picture + "?force=true").expect(204);
        JsonNode article = Api.anonymous()
                .get(Sample.path(slug) + "?body.format=blocks,html,markdown")
                .expect(200)
                .json();
        assertThat(article.path("hero").isNull()).isTrue();
        assertThat(article.at("/seo/image").isNull()).isTrue();
        assertThat(types(article)).containsExactly("paragraph", "paragraph");
        assertThat(article.at("/body/html").asText()).doesNotContain("<figure", picture);
        assertThat(article.at("/body/markdown").asText()).doesNotContain("![", picture);
        JsonNode draft = Sample.workingCopy(slug).json();
        assertThat(types(draft)).containsExactly("paragraph", "image", "gallery", "paragraph");
        assertThat(draft.at("/hero/media").asText()).isEqualTo(picture);
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Still edited\"}").expect(200);
        Api.admin().put(Sample.path(slug), Sample.workingCopy(slug).text()).expect(200);
        Api.admin().delete("/api/media/" + picture + "/trash").expect(200);
        assertThat(Api.anonymous()
                        .get(Sample.path(slug))
                        .json()
                        .at("/hero/caption")
                        .asText())
                .isEqualTo("The quay");
    }

    @Test
    void pastVersionsShowThePictureOfToday() {
        String picture = Sample.picture(QUAY);
        String slug = live(picture, "energy");
        String at =
                Api.anonymous().get(Sample.path(slug)).json().path("updatedAt").asText();
        Api.admin().patch("/api/media/" + picture, "{\"caption\": \"Harbour\"}").expect(200);
        JsonNode past =
                Api.admin().get(Sample.path(slug) + "?at=" + at).expect(200).json();
        assertThat(past.at("/hero/caption").asText()).isEqualTo("Harbour");
        assertThat(past.at("/body/blocks/1/url").asText()).startsWith("/files/" + picture);
    }

    private static JsonNode patch(String slug, ObjectNode body) {
        ObjectNode patch = body.objectNode();
        patch.set("body", body);
        return Api.admin()
                .patch(Sample.path(slug), patch.toString())
                .expect(200)
                .json();
    }

    private static List<String> types(JsonNode article) {
        return StreamSupport.stream(article.at("/body/blocks").spliterator(), false)
                .map(block -> block.path("type").asText())
                .toList();
    }

    private static String live(String picture, String tag) {
        return Sample.published("""
                {"tags": ["%2$s"], "hero": {"media": "%1$s"}, "seo": {"title": "Summit", "image": {"media": "%1$s"}},
                 "summary": "The summit ends", "publishedAt": "2001-01-02T00:00:00Z",
                 "body": {"blocks": [
                    {"type": "paragraph", "content": "Begins."},
                    {"type": "image", "media": "%1$s", "caption": "Own words"},
                    {"type": "gallery", "images": [{"type": "image", "media": "%1$s"}], "caption": "All"},
                    {"type": "paragraph", "content": "Ends."}]}}
                """.formatted(picture, tag).strip());
    }
}
