package dev.broadsheet.media.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.ImageObject;
import dev.broadsheet.media.MediaSettings;
import dev.broadsheet.media.MediaView;
import dev.broadsheet.media.SamplePicture;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FileTest {

    @Inject
    TestClock clock;

    @Inject
    MediaSettings settings;

    @Test
    void openRenditionMayBeKeptForEver() throws IOException {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        ApiResponse response = Api.anonymous().get(path(media.url())).expect(200);
        assertThat(size(response)).isEqualTo("1000x600");
        assertThat(response.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(response.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).isEqualTo("sandbox");
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(response.header("Surrogate-Key"))
                .isEqualTo(response.header("Cache-Tag"))
                .isEqualTo(PurgeKeys.ofMedium(media.id()));
        assertThat(response.header("Vary")).isNull();
        assertThat(response.header("Content-Disposition")).isNull();
        byte[] bytes = response.response().asByteArray();
        assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        ApiResponse head = Api.anonymous().head(path(media.url())).expect(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        assertThat(head.header("ETag")).isEqualTo(response.header("ETag")).startsWith("\"");
    }

    @Test
    void conditionsAndRangesHold() {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        String file = path(media.url());
        ApiResponse whole = Api.anonymous().get(file).expect(200);
        byte[] bytes = whole.response().asByteArray();
        String etag = Objects.requireNonNull(whole.header("ETag"));
        for (String match : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            ApiResponse same =
                    Api.anonymous().header("If-None-Match", match).get(file).expect(304);
            assertThat(same.header("ETag")).isEqualTo(etag);
            assertThat(same.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        }
        Api.anonymous().header("If-None-Match", "\"other\"").get(file).expect(200);
        ApiResponse part =
                Api.anonymous().header("Range", "bytes=10-19").get(file).expect(206);
        assertThat(part.response().asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + bytes.length);
        Api.anonymous()
                .header("Range", "bytes=10-19")
                .header("If-Range", etag)
                .get(file)
                .expect(206);
        Api.anonymous()
                .header("Range", "bytes=10-19")
                .header("If-Range", "\"other\"")
                .get(file)
                .expect(200);
        Api.anonymous()
                .header("Range", "bytes=" + bytes.length + "-")
                .get(file)
                .problem(ProblemCode.RANGE_NOT_SATISFIABLE);
    }

    @Test
    void everyListedRenditionIsMade() throws IOException {
        MediaView media = upload(SamplePicture.png(1000, 600));
        assertThat(media.renditions()).containsOnlyKeys("full", "16x9", "4x3", "1x1");
        ImageObject.RatioRenditions wide = renditions(media, "16x9");
        assertThat(wide.width()).isEqualTo(1000);
        assertThat(wide.height()).isEqualTo(563);
        assertThat(renditions(media, "4x3").width()).isEqualTo(800);
        assertThat(size(Api.anonymous().get(renditions(media, "1x1").url()).expect(200)))
                .isEqualTo("600x600");
        String[] sources = Objects.requireNonNull(wide.srcset().get("jpeg")).split(", ");
        assertThat(sources).hasSize(6);
        for (String source : sources) {
            String[] urlAndWidth = source.split(" ");
            BufferedImage image = read(Api.anonymous().get(urlAndWidth[0]).expect(200));
            assertThat(image.getWidth() + "w").isEqualTo(urlAndWidth[1]);
        }
    }

    @Test
    void inventedNamesAreNotFound() {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        String genuine = path(media.url());
        String folder = genuine.substring(0, genuine.lastIndexOf('/') + 1);
        String token = genuine.replaceFirst(".*-([0-9a-f]{10})\\.jpg", "$1");
        for (String name : List.of(
                "full-1000-" + (token.startsWith("0") ? "1" : "0") + token.substring(1) + ".jpg",
                "full-999-" + token + ".jpg",
                "16x9-1000-" + token + ".jpg",
                "full-1000-" + token + ".png",
                "full-1000.jpg",
                "x")) {
            Api.anonymous().get(folder + name).problem(ProblemCode.NOT_FOUND);
            Api.admin().get(folder + name).problem(ProblemCode.NOT_FOUND);
        }
    }

    @Test
    void strangerLearnsNothingOfAFileThatWasNeverShown() {
        MediaView media = upload(SamplePicture.png(100, 60));
        String unknown = UUID.randomUUID().toString();
        for (String file : List.of(path(media.url()), path(media.original()))) {
            String known = Api.anonymous()
                    .get(file)
                    .problem(ProblemCode.NOT_FOUND)
                    .detail()
                    .replace(media.id().toString(), unknown);
            assertThat(Api.anonymous()
                            .get(file.replace(media.id().toString(), unknown))
                            .problem(ProblemCode.NOT_FOUND)
                            .detail())
                    .isEqualTo(known);
        }
        ApiResponse withKey = Api.admin().get(path(media.url())).expect(200);
        assertThat(withKey.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(withKey.header("Surrogate-Key")).isNull();
        Api.with("bs_unknown").get(path(media.url())).problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void signedUrlIsOpenForAWhile() {
        MediaView media = upload(SamplePicture.png(100, 60));
        for (String url : List.of(media.url(), media.original())) {
            ApiResponse response = Api.anonymous().get(url).expect(200);
            assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
            Api.anonymous().get(url.replaceFirst("expires=\\d", "expires=9")).problem(ProblemCode.NOT_FOUND);
            Api.anonymous()
                    .get(url.substring(0, url.length() - 1) + (url.endsWith("0") ? "1" : "0"))
                    .problem(ProblemCode.NOT_FOUND);
            Api.anonymous().get(url.replaceFirst("&signature.*", "")).problem(ProblemCode.NOT_FOUND);
        }
        String signature = media.url().substring(media.url().indexOf('?'));
        Api.anonymous().get(path(media.original()) + signature).problem(ProblemCode.NOT_FOUND);
        Api.anonymous()
                .get(path(upload(SamplePicture.png(100, 60)).url()) + signature)
                .problem(ProblemCode.NOT_FOUND);
        clock.advance(Duration.ofMinutes(59));
        Api.anonymous().get(media.url()).expect(200);
        clock.advance(Duration.ofMinutes(62));
        assertThat(Api.anonymous()
                        .get(media.url())
                        .problem(ProblemCode.UNAUTHORIZED)
                        .detail())
                .contains("expired");
        open(media);
        assertThat(Api.anonymous().get(media.url()).expect(200).header("Cache-Control"))
                .startsWith("public");
    }

    @Test
    void originalOfAStillPictureIsForEditors() {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        ApiResponse redirect = Api.anonymous().get(path(media.original())).expect(302);
        assertThat(redirect.header("Location")).isEqualTo(path(media.url()));
        Api.admin().get(path(media.original())).expect(200);
    }

    @Test
    void otherOriginalsAreOpenWhenShown() {
        byte[] pdf = ("%PDF-1.4\n%" + Sample.name("pdf")).getBytes(US_ASCII);
        MediaView document = open(upload("/api/media/annual%20report.pdf", pdf));
        assertThat(document.renditions()).isNull();
        assertThat(document.url()).isEqualTo(document.original());
        ApiResponse response = Api.anonymous().get(path(document.url())).expect(200);
        assertThat(response.response().asByteArray()).isEqualTo(pdf);
        assertThat(response.header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''annual%20report.pdf");
        assertThat(response.header("Cache-Control")).contains("immutable");
        MediaView animation = open(upload(SamplePicture.animation(40, 30)));
        assertThat(animation.animated()).isTrue();
        assertThat(animation.url()).isEqualTo(animation.original());
        assertThat(Api.anonymous().get(path(animation.url())).expect(200).header("Content-Type"))
                .isEqualTo("image/gif");
    }

    @Test
    void cachingEndsWithTheLicence() {
        MediaView media = open(upload(SamplePicture.png(100, 60)));
        patch(media, "{\"licenseEndsAt\": \"" + clock.now().plusSeconds(600) + "\"}");
        String cacheControl = Objects.requireNonNull(
                Api.anonymous().get(path(media.url())).expect(200).header("Cache-Control"));
        assertThat(cacheControl).startsWith("public, max-age=").doesNotContain("immutable");
        assertThat(Integer.parseInt(cacheControl.replaceFirst(".*=", ""))).isBetween(500, 600);
        clock.advance(Duration.ofMinutes(10));
        ApiResponse ended = Api.anonymous().get(path(media.url()));
        ended.problem(ProblemCode.LICENSE_ENDED);
        assertThat(ended.header("Surrogate-Key")).isEqualTo(PurgeKeys.ofMedium(media.id()));
        Api.anonymous().get(path(media.original())).problem(ProblemCode.LICENSE_ENDED);
        Api.admin().get(path(media.url())).expect(200);
        Api.anonymous()
                .get(Api.admin()
                        .get("/api/media/" + media.id())
                        .as(MediaView.class)
                        .url())
                .expect(200);
        MediaView neverShown = upload("/api/media/photo?licenseEndsAt=2001-01-01", SamplePicture.png(100, 60));
        Api.anonymous().get(path(neverShown.url())).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void fileIsGoneAfterTheLastArticle() {
        MediaView media = open(upload(SamplePicture.png(100, 60)));
        Api.anonymous().get(path(media.url())).expect(200);
        Api.admin().delete("/api/articles/shows-" + media.id() + "/publication").expect(204);
        ApiResponse gone = Api.anonymous().get(path(media.url()));
        gone.problem(ProblemCode.GONE);
        assertThat(gone.header("Surrogate-Key")).isEqualTo(PurgeKeys.ofMedium(media.id()));
        Api.anonymous().get(path(media.original())).problem(ProblemCode.GONE);
        Api.admin().get(path(media.url())).expect(200);
    }

    @Test
    void fileInTheTrashIsClosed() {
        MediaView media = open(upload(SamplePicture.png(100, 60)));
        Api.admin().delete("/api/media/" + media.id() + "?force=true").expect(204);
        Api.anonymous().get(path(media.url())).problem(ProblemCode.GONE);
    }

    @Test
    void newBytesHaveNewUrls() {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        MediaView replaced = upload("/api/media/" + media.id(), SamplePicture.png(1000, 600));
        assertThat(path(replaced.url())).isNotEqualTo(path(media.url()));
        Api.anonymous().get(path(media.url())).problem(ProblemCode.NOT_FOUND);
        Api.anonymous().get(path(replaced.url())).expect(200);
    }

    @Test
    void cropReplacesTheFocusAndHasAUrlOfItsOwn() throws IOException {
        MediaView media = upload(SamplePicture.png(1000, 600));
        MediaView cropped =
                patch(media, "{\"crops\": {\"1x1\": {\"x\": 0, \"y\": 0, \"width\": 0.3, \"height\": 0.5}}}");
        assertThat(file(cropped, "1x1")).isNotEqualTo(file(media, "1x1"));
        assertThat(file(cropped, "full")).isEqualTo(file(media, "full"));
        assertThat(size(Api.admin().get(file(cropped, "1x1")).expect(200))).isEqualTo("300x300");
        MediaView focused = patch(cropped, "{\"crops\": null, \"focus\": {\"x\": 1, \"y\": 0.5}}");
        assertThat(file(focused, "1x1")).isNotIn(file(cropped, "1x1"), file(media, "1x1"));
        assertThat(file(focused, "16x9")).isEqualTo(file(media, "16x9"));
    }

    @Test
    void concurrentFirstRequestsGetOneFile() {
        MediaView media = open(upload(SamplePicture.png(1000, 600)));
        List<String> etags = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> String.valueOf(
                        Api.anonymous().get(path(media.url())).expect(200).header("ETag")))
                .distinct()
                .toList();
        assertThat(etags).hasSize(1);
    }

    @Test
    void lostWorkingCopyIsMadeAgain() throws IOException {
        MediaView media = upload(SamplePicture.png(1000, 600));
        try (Stream<Path> files = Files.walk(settings.folder().resolve("working"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Api.anonymous().get(media.url()).expect(200);
    }

    /** Publishes an article that shows the medium. */
    private static MediaView open(MediaView media) {
        Api.admin()
                .put(
                        "/api/articles/shows-" + media.id(),
                        "{\"title\": \"Quay\", \"body\": \"[File](/files/%s/original)\", %s \"status\": \"published\"}"
                                .formatted(
                                        media.id(),
                                        media.type().startsWith("image/")
                                                ? "\"hero\": {\"media\": \"" + media.id() + "\"},"
                                                : ""))
                .expect(201);
        return media;
    }

    private static MediaView upload(byte[] file) {
        return upload("/api/media/photo", file);
    }

    private static MediaView upload(String path, byte[] file) {
        ApiResponse response = Api.admin().send("PUT", path, "application/octet-stream", file);
        assertThat(response.status()).as(response.text()).isBetween(200, 201);
        return response.as(MediaView.class);
    }

    private static MediaView patch(MediaView media, String json) {
        return Api.admin().patch("/api/media/" + media.id(), json).expect(200).as(MediaView.class);
    }

    /** The path of a rendition without its signature. */
    private static String file(MediaView media, String ratio) {
        return path(renditions(media, ratio).url());
    }

    private static ImageObject.RatioRenditions renditions(MediaView media, String ratio) {
        Map<String, ImageObject.RatioRenditions> all = Objects.requireNonNull(media.renditions());
        return Objects.requireNonNull(all.get(ratio));
    }

    private static String path(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static String size(ApiResponse response) throws IOException {
        BufferedImage image = read(response);
        return image.getWidth() + "x" + image.getHeight();
    }

    private static BufferedImage read(ApiResponse response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.response().asByteArray()));
    }
}
