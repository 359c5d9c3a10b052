package dev.broadsheet.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.embedded.MetadataSample;
import dev.broadsheet.media.image.Area;
import dev.broadsheet.media.image.Crops;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Form;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediaTest {

    @Inject
    MediaSettings settings;

    @Test
    void pictureIsUploadedReadAndListed() {
        byte[] picture = picture();
        String word = Sample.name("harbour");
        ApiResponse created = upload("/api/media/" + word + ".png?alt=Quay&focus=0.5,0.25", picture)
                .expect(201);
        MediaView media = created.as(MediaView.class);
        assertThat(created.header("Location")).endsWith("/api/media/" + media.id());
        assertThat(media.type()).isEqualTo("image/png");
        assertThat(media.bytes()).isEqualTo(picture.length);
        assertThat(media.name()).isEqualTo(word + ".png");
        assertThat(media.alt()).isEqualTo("Quay");
        assertThat(media.focus()).isEqualTo(new MediaMetadata.Focus(0.5, 0.25));
        ApiResponse read = Api.admin().get("/api/media/" + media.id()).expect(200);
        assertThat(read.as(MediaView.class)).isEqualTo(media);
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(Api.admin()
                        .get("/api/media?type=image&q=" + word)
                        .expect(200)
                        .page(MediaView.class)
                        .data())
                .containsExactly(media);
        assertThat(Api.admin()
                        .get("/api/media?type=audio&q=" + word)
                        .expect(200)
                        .page(MediaView.class)
                        .data())
                .isEmpty();
        Api.anonymous().get("/api/media/" + media.id()).problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().get("/api/media").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void sameBytesAreOneMedium() {
        byte[] picture = picture();
        MediaView first = upload("/api/media?alt=Quay", picture).expect(201).as(MediaView.class);
        ApiResponse again = upload("/api/media?alt=Other&credit=Ada", picture).expect(200);
        MediaView second = again.as(MediaView.class);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.alt()).isEqualTo("Quay");
        assertThat(second.credit()).isEqualTo("Ada");
        assertThat(again.json().at("/warnings/0/code").asText()).isEqualTo("kept");
        assertThat(again.json().at("/warnings/0/pointer").asText()).isEqualTo("/alt");
        Api.admin().delete("/api/media/" + first.id()).expect(204);
        ApiResponse restored = upload("/api/media", picture).expect(200);
        assertThat(restored.as(MediaView.class).trashedAt()).isNull();
        assertThat(restored.json().at("/warnings/0/code").asText()).isEqualTo("restored-from-trash");
    }

    @Test
    void originalIsServedWholeAndInParts() {
        byte[] picture = picture();
        MediaView media = upload("/api/media", picture).expect(201).as(MediaView.class);
        ApiResponse whole = Api.admin().get(media.original()).expect(200);
        assertThat(whole.response().asByteArray()).isEqualTo(picture);
        assertThat(whole.header("Content-Type")).isEqualTo("image/png");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Content-Security-Policy")).isEqualTo("sandbox");
        ApiResponse part =
                Api.admin().header("Range", "bytes=1-3").get(media.original()).expect(206);
        assertThat(part.text()).isEqualTo("PNG");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1-3/" + picture.length);
        assertThat(Api.admin()
                        .header("Range", "bytes=-4")
                        .get(media.original())
                        .expect(206)
                        .response()
                        .asByteArray())
                .hasSize(4);
        Api.admin()
                .header("Range", "bytes=" + picture.length + "-")
                .get(media.original())
                .problem(ProblemCode.RANGE_NOT_SATISFIABLE);
        Api.anonymous().get("/files/" + media.id() + "/original").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void documentsAreDownloads() {
        byte[] pdf = ("%PDF-1.4\n%" + Sample.name("pdf")).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        MediaView media =
                upload("/api/media/annual%20report.pdf", pdf).expect(201).as(MediaView.class);
        assertThat(media.type()).isEqualTo("application/pdf");
        assertThat(Api.admin().get(media.original()).expect(200).header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''annual%20report.pdf");
    }

    @Test
    void onlyTheBytesSayWhatAFileIs() {
        for (String file : List.of(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
                "<html><script>x</script></html>",
                "text")) {
            ApiResponse refused = Api.admin().send("PUT", "/api/media/photo.jpg", "image/jpeg", file);
            assertThat(refused.problem(ProblemCode.UNSUPPORTED_MEDIA).detail()).isNotEmpty();
            assertThat(refused.json().path("found").asText()).doesNotStartWith("image/jpeg");
        }
        Api.admin().send("PUT", "/api/media/photo.jpg", "image/jpeg", "").problem(ProblemCode.MALFORMED);
    }

    @Test
    void fileIsReplaced() {
        byte[] next = picture();
        MediaView media = upload("/api/media?alt=Quay", picture()).expect(201).as(MediaView.class);
        String path = "/api/media/" + media.id();
        upload(path, "\"v2\"", next).problem(ProblemCode.PRECONDITION_FAILED);
        ApiResponse replaced = upload(path, "\"v1\"", next).expect(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"v2\"");
        assertThat(replaced.as(MediaView.class).alt()).isEqualTo("Quay");
        assertThat(Api.admin().get(media.original()).expect(200).response().asByteArray())
                .isEqualTo(next);
        MediaView other = upload("/api/media", picture()).expect(201).as(MediaView.class);
        upload("/api/media/" + other.id(), next).problem(ProblemCode.DUPLICATE);
    }

    @Test
    void metadataArePatched() {
        MediaView media =
                upload("/api/media?alt=Quay&credit=Ada", picture()).expect(201).as(MediaView.class);
        String path = "/api/media/" + media.id();
        MediaView patched = Api.admin()
                .patch(path, "{\"alt\": null, \"caption\": \"The quay\", \"licenseEndsAt\": \"2040-01-31T00:00:00Z\"}")
                .expect(200)
                .as(MediaView.class);
        assertThat(patched.alt()).isNull();
        assertThat(patched.caption()).isEqualTo("The quay");
        assertThat(patched.credit()).isEqualTo("Ada");
        assertThat(Api.admin()
                        .patch(path, "{\"alt\": 1, \"focus\": {\"x\": 2}, \"name\": \"a/b\", \"size\": 1}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(fault -> fault.pointer())
                .contains("/alt", "/focus/x", "/name", "/size");
        Api.admin().patch(path, Api.admin().get(path).text()).expect(200);
        assertThat(Api.admin()
                        .patch(path, "{\"id\": \"x\", \"bytes\": 1, \"createdAt\": \"2001-01-01T00:00:00Z\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder("/id server-owned", "/bytes server-owned", "/createdAt server-owned");
        assertThat(Api.admin().get(path).header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void cropsAreFractionsOfThePicture() {
        Area area = new Area(0, 0.125, 1, 0.75);
        String json = "{\"16x9\":{\"x\":0,\"y\":0.125,\"width\":1,\"height\":0.75}}";
        MediaView media = form(
                        "/api/media",
                        new Field("crops", null, json.getBytes(UTF_8)),
                        new Field("a", "a.png", picture()))
                .expect(201)
                .as(MediaView.class);
        assertThat(media.crops()).isEqualTo(new Crops(area, null, null));
        String path = "/api/media/" + media.id();
        assertThat(Api.admin().get(path).json().path("crops").toString())
                .isEqualTo("{\"16x9\":{\"x\":0.0,\"y\":0.125,\"width\":1.0,\"height\":0.75}}");
        assertThat(Api.admin()
                        .patch(
                                path,
                                "{\"crops\": {\"16x9\": {\"x\": 0.5, \"y\": 0, \"width\": 0.6, \"height\": 1}, \"4x3\": {\"x\": 0}, \"2x1\": {}}}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(fault -> fault.pointer())
                .containsExactlyInAnyOrder("/crops/16x9", "/crops/4x3", "/crops/2x1");
        assertThat(Api.admin()
                        .patch(path, "{\"crops\": null}")
                        .expect(200)
                        .as(MediaView.class)
                        .crops())
                .isNull();
    }

    @Test
    void pictureHasTheMembersOfItsImage() {
        ApiResponse created = upload("/api/media", SamplePicture.png(400, 300)).expect(201);
        MediaView media = created.as(MediaView.class);
        assertThat(media.width()).isEqualTo(400);
        assertThat(media.height()).isEqualTo(300);
        assertThat(media.animated()).isFalse();
        assertThat(media.renditions()).containsOnlyKeys("full", "16x9", "4x3", "1x1");
        String path = "/api/media/" + media.id();
        assertThat(Api.admin().patch(path, created.text()).expect(200).header("ETag"))
                .isEqualTo(created.header("ETag"));
        byte[] pdf = ("%PDF-1.4\n%" + Sample.name("pdf")).getBytes(UTF_8);
        assertThat(upload("/api/media", pdf).expect(201).json().has("renditions"))
                .isFalse();
    }

    @Test
    void trashedMediumIsListedApartAndRestored() {
        String word = Sample.name("trash");
        MediaView media =
                upload("/api/media/" + word + ".png", picture()).expect(201).as(MediaView.class);
        Api.admin().delete("/api/media/" + media.id()).expect(204);
        assertThat(Api.admin().get("/api/media?q=" + word).page(MediaView.class).data())
                .isEmpty();
        assertThat(Api.admin()
                        .get("/api/media?trashed=true&q=" + word)
                        .page(MediaView.class)
                        .data())
                .hasSize(1);
        Api.admin().delete("/api/media/" + media.id() + "/trash").expect(200);
        assertThat(Api.admin().get("/api/media?q=" + word).page(MediaView.class).data())
                .hasSize(1);
    }

    @Test
    void storeThatIsAwayIsBusy() throws IOException {
        MediaView media = upload("/api/media", picture()).expect(201).as(MediaView.class);
        byte[] next = picture();
        Path folder = settings.folder();
        Path aside = folder.resolveSibling("media-aside");
        Files.move(folder, aside);
        try {
            assertBusy(Api.admin().get(media.url()));
            // Nobody can make the folder where a file is.
            Files.createFile(folder);
            assertBusy(Api.admin().get(media.url()));
            assertBusy(upload("/api/media", next));
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
        upload("/api/media", next).expect(201);
        Api.admin().get(media.url()).expect(200);
    }

    private static void assertBusy(ApiResponse response) {
        response.problem(ProblemCode.BUSY);
        assertThat(response.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void dryRunStoresNothing() {
        byte[] picture = picture();
        upload("/api/media?dryRun=true", picture).expect(201);
        upload("/api/media", picture).expect(201);
    }

    @Test
    void invalidParametersAreNamed() {
        assertThat(upload("/api/media?focus=2,2&licenseUrl=x&licenseEndsAt=soon", picture())
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(fault -> fault.parameter())
                .contains("focus", "licenseUrl", "licenseEndsAt");
    }

    @Test
    void formHasTheFileAndItsMetadata() {
        byte[] picture = picture();
        ApiResponse created = form(
                        "/api/media?credit=Query&source=Query",
                        new Field("alt", null, "Quay".getBytes(UTF_8)),
                        new Field(
                                "metadata", null, "{\"caption\": \"The quay\", \"credit\": \"Form\"}".getBytes(UTF_8)),
                        new Field("focus", null, "0.5,.25".getBytes(UTF_8)),
                        new Field("picture", "C:\\photos\\häfen.png", picture))
                .expect(201);
        MediaView media = created.as(MediaView.class);
        assertThat(media.name()).isEqualTo("häfen.png");
        assertThat(media.alt()).isEqualTo("Quay");
        assertThat(media.caption()).isEqualTo("The quay");
        assertThat(media.credit()).isEqualTo("Form");
        assertThat(media.source()).isEqualTo("Query");
        assertThat(media.focus()).isEqualTo(new MediaMetadata.Focus(0.5, 0.25));
        assertThat(Api.admin().get(media.original()).expect(200).response().asByteArray())
                .isEqualTo(picture);
    }

    /** A client that repeats a form chooses another boundary. */
    @Test
    void repeatedFormIsKnown() {
        Api api = Api.admin().header("Idempotency-Key", Sample.name("key"));
        byte[] picture = picture();
        ApiResponse first =
                repeatable(picture, "Quay").send(api, "POST", "/api/media").expect(201);
        ApiResponse again =
                repeatable(picture, "Quay").send(api, "POST", "/api/media").expect(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        repeatable(picture(), "Quay").send(api, "POST", "/api/media").problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        repeatable(picture, "Pier").send(api, "POST", "/api/media").problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    private static Form repeatable(byte[] picture, String alt) {
        Form form = new Form();
        form.part("alt", null, null, alt.getBytes(UTF_8));
        form.part("file", "quay.png", null, picture);
        return form;
    }

    @Test
    void faultsOfAFormAreNamed() {
        assertThat(form(
                                "/api/media",
                                new Field("alt", null, "Quay".getBytes(UTF_8)),
                                new Field("size", null, "1".getBytes(UTF_8)))
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(fault -> fault.code())
                .containsExactlyInAnyOrder("unknown-member", "required");
        assertThat(form("/api/media", new Field("a", "a.png", picture()), new Field("b", "b.png", picture()))
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(fault -> fault.code())
                .containsExactly("too-many-files");
        Api.admin()
                .send("POST", "/api/media", "multipart/form-data", "no boundary")
                .problem(ProblemCode.MALFORMED);
        Api.admin()
                .send(
                        "POST",
                        "/api/media",
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: form-data; name=file; filename=a.png\r\n\r\nPNG")
                .problem(ProblemCode.MALFORMED);
    }

    @Test
    void replacingSetsTheMetadataThatAreSent() {
        MediaView media =
                upload("/api/media?alt=Quay&credit=Ada", picture()).expect(201).as(MediaView.class);
        MediaView replaced = upload("/api/media/" + media.id() + "?alt=Harbour", picture())
                .expect(200)
                .as(MediaView.class);
        assertThat(replaced.alt()).isEqualTo("Harbour");
        assertThat(replaced.credit()).isEqualTo("Ada");
        assertThat(replaced.name()).isEqualTo(media.name());
    }

    @Test
    void fileFillsWhatTheRequestLeavesOut() {
        byte[] picture = MetadataSample.jpeg(
                MetadataSample.iptcSegment(MetadataSample.concat(
                        MetadataSample.dataSet(120, "The quay".getBytes(UTF_8)),
                        MetadataSample.dataSet(110, "Ada".getBytes(UTF_8)))),
                MetadataSample.exifSegment(MetadataSample.tiff(
                        Map.of(0x8298, "©".repeat(501).getBytes(UTF_8)),
                        Map.of(0x9003, "2026:01:31 12:00:00".getBytes(UTF_8), 0x9011, "+01:00".getBytes(UTF_8)))));
        ApiResponse created = upload("/api/media?credit=Ben", picture).expect(201);
        MediaView media = created.as(MediaView.class);
        assertThat(media.caption()).isEqualTo("The quay");
        assertThat(media.credit()).isEqualTo("Ben");
        assertThat(media.alt()).isNull();
        assertThat(media.takenAt()).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(media.copyright()).hasSize(500).endsWith("©…");
        assertThat(created.json().at("/warnings/0/code").asText()).isEqualTo("metadata-cut");
        assertThat(created.json().at("/warnings/0/pointer").asText()).isEqualTo("/copyright");
        assertThat(created.json().path("warnings")).hasSize(1);
        String path = "/api/media/" + media.id();
        Api.admin()
                .patch(path, "{\"caption\": null, \"takenAt\": \"1999-12-31\"}")
                .expect(200);
        MediaView again = upload("/api/media", picture).expect(200).as(MediaView.class);
        assertThat(again.caption()).as("a caption that an editor removed").isNull();
        assertThat(again.takenAt()).isEqualTo("1999-12-31T00:00:00Z");
        assertThat(upload(
                                path,
                                MetadataSample.jpeg(MetadataSample.xmpSegment(
                                        MetadataSample.xmp("><dc:description>The harbour</dc:description>"))))
                        .expect(200)
                        .as(MediaView.class)
                        .caption())
                .isEqualTo("The harbour");
    }

    /** A part of a form; a file if it has a file name. */
    private record Field(String name, @Nullable String fileName, byte[] bytes) {}

    private static ApiResponse form(String path, Field... fields) {
        Form form = new Form();
        for (Field field : fields) {
            form.part(field.name(), field.fileName(), null, field.bytes());
        }
        return form.send("POST", path);
    }

    private static ApiResponse upload(String path, byte[] file) {
        return upload(path, null, file);
    }

    private static ApiResponse upload(String path, @Nullable String etag, byte[] file) {
        Api api = etag == null ? Api.admin() : Api.admin().header("If-Match", etag);
        boolean post = path.startsWith("/api/media?") || path.equals("/api/media");
        return api.send(post ? "POST" : "PUT", path, "application/octet-stream", file);
    }

    private static byte[] picture() {
        return SamplePicture.png(8, 8);
    }
}
