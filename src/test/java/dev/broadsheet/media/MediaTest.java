package dev.broadsheet.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediaTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

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
        assertThat(upload("/api/media", picture).expect(200).as(MediaView.class).trashedAt())
                .isNull();
    }

    @Test
    void originalIsServedWholeAndInParts() throws IOException {
        byte[] picture = picture();
        MediaView media = upload("/api/media", picture).expect(201).as(MediaView.class);
        ApiResponse whole = Api.admin().get(media.url()).expect(200);
        assertThat(whole.response().asByteArray()).isEqualTo(picture);
        assertThat(whole.header("Content-Type")).isEqualTo("image/png");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Content-Security-Policy")).isEqualTo("sandbox");
        ApiResponse part =
                Api.admin().header("Range", "bytes=1-3").get(media.url()).expect(206);
        assertThat(part.text()).isEqualTo("PNG");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1-3/" + picture.length);
        assertThat(Api.admin()
                        .header("Range", "bytes=-4")
                        .get(media.url())
                        .expect(206)
                        .response()
                        .asByteArray())
                .hasSize(4);
        Api.admin()
                .header("Range", "bytes=" + picture.length + "-")
                .get(media.url())
                .problem(ProblemCode.RANGE_NOT_SATISFIABLE);
        Api.anonymous().get(media.url()).problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void documentsAreDownloads() {
        byte[] pdf = ("%PDF-1.4\n%" + Sample.name("pdf")).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        MediaView media =
                upload("/api/media/annual%20report.pdf", pdf).expect(201).as(MediaView.class);
        assertThat(media.type()).isEqualTo("application/pdf");
        assertThat(Api.admin().get(media.url()).expect(200).header("Content-Disposition"))
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
        assertThat(Api.admin().get(media.url()).expect(200).response().asByteArray())
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
        assertThat(Api.admin().get(path).header("ETag")).isEqualTo("\"v2\"");
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
        assertThat(Api.admin().get(media.url()).expect(200).response().asByteArray())
                .isEqualTo(picture);
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

    /** A part of a form; a file if it has a file name. */
    private record Field(String name, @Nullable String fileName, byte[] bytes) {}

    private static ApiResponse form(String path, Field... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Field field : fields) {
            body.writeBytes(("--boundary\r\nContent-Disposition: form-data; name=\"" + field.name() + "\""
                            + (field.fileName() == null ? "" : "; filename=\"" + field.fileName() + "\"") + "\r\n\r\n")
                    .getBytes(UTF_8));
            body.writeBytes(field.bytes());
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes("--boundary--\r\n".getBytes(UTF_8));
        return Api.admin().send("POST", path, "multipart/form-data; boundary=boundary", body.toByteArray());
    }

    private static ApiResponse upload(String path, byte[] file) {
        return upload(path, null, file);
    }

    private static ApiResponse upload(String path, @Nullable String etag, byte[] file) {
        Api api = etag == null ? Api.admin() : Api.admin().header("If-Match", etag);
        boolean post = path.startsWith("/api/media?") || path.equals("/api/media");
        return api.send(post ? "POST" : "PUT", path, "application/octet-stream", file);
    }

    /** A PNG unlike all others. */
    private static byte[] picture() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, COUNT.incrementAndGet());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }
}
