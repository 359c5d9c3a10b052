package dev.broadsheet.articles.editing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.MediaView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Form;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArticleWithFilesTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Test
    void markdownRefersToFilesOfTheForm() {
        byte[] quay = picture();
        byte[] crane = picture();
        byte[] front = picture();
        String slug = Sample.name("quayside");
        ApiResponse created = new Form()
                .file("article", "story.md", bytes("""
                        ---
                        title: Harbour reopens
                        image: front.png
                        ---
                        Ships are back.

                        ![The quay](quay.png "At dawn")

                        - a crane ![Crane](/images/crane.png)
                        """))
                .file("quay.png", "quay.png", quay)
                .file("picture", "crane.png", crane)
                .file("front.png", "IMG_1.png", front)
                .field("quay.png.credit", "Ada Moreno")
                .field("quay.png.focus", "0.5,0.25")
                .send("PUT", Sample.path(slug))
                .expect(201);
        assertThat(codes(created)).doesNotContain("unused-file");
        assertThat(created.json().at("/hero/media").asText()).isEqualTo(id(front));
        JsonNode blocks = blocks(slug);
        assertThat(blocks.at("/1/media").asText()).isEqualTo(id(quay));
        assertThat(blocks.at("/1/alt").asText()).isEqualTo("The quay");
        assertThat(blocks.at("/1/caption").asText()).isEqualTo("At dawn");
        assertThat(blocks.at("/1/url").asText()).startsWith("/files/" + id(quay));
        assertThat(blocks.toString()).contains(id(crane));
        MediaView medium = medium(quay);
        assertThat(medium.name()).isEqualTo("quay.png");
        assertThat(medium.credit()).isEqualTo("Ada Moreno");
        assertThat(medium.focus()).isNotNull();
        assertThat(medium(front).name()).isEqualTo("IMG_1.png");
        assertThat(Api.admin().get(medium.original()).expect(200).response().asByteArray())
                .isEqualTo(quay);
    }

    @Test
    void blocksReferToFilesOfTheForm() {
        byte[] quay = picture();
        byte[] crane = picture();
        String slug = Sample.name("quayside");
        new Form()
                .part("article", null, "application/json", bytes("""
                        {"title": "Harbour", "hero": {"url": "../media/quay.png", "alt": "Quay"}, "body": {"blocks": [
                          {"type": "gallery", "images": [
                            {"type": "image", "url": "quay.png", "alt": "Quay"},
                            {"type": "image", "url": "./crane%201.png", "alt": "Crane"}]},
                          {"type": "image", "url": "https://example.org/quay.png", "alt": "Elsewhere"}]}}
                        """))
                .file("quay.png", "quay.png", quay)
                .file("crane", "crane 1.png", crane)
                .send("PUT", Sample.path(slug))
                .expect(201);
        JsonNode blocks = blocks(slug);
        assertThat(blocks.at("/0/images/0/media").asText()).isEqualTo(id(quay));
        assertThat(blocks.at("/0/images/1/media").asText()).isEqualTo(id(crane));
        assertThat(blocks.at("/1/url").asText()).isEqualTo("https://example.org/quay.png");
        assertThat(Sample.workingCopy(slug).json().at("/hero/media").asText()).isEqualTo(id(quay));
    }

    @Test
    void pageRefersToFilesOfTheForm() {
        byte[] quay = picture();
        byte[] front = picture();
        byte[] report = pdf();
        String slug = Sample.name("quayside");
        new Form()
                .file("article", "page.html", bytes("""
                        <title>Harbour</title><meta property="og:image" content="/img/front.png">
                        <p>See the <a href="files/report.pdf#page=2">report</a>.</p>
                        <figure><img src="quay.png" alt="Quay"><figcaption>Dawn</figcaption></figure>
                        """))
                .file("a", "quay.png", quay)
                .file("b", "front.png", front)
                .file("c", "report.pdf", report)
                .send("PUT", Sample.path(slug))
                .expect(201);
        JsonNode blocks = blocks(slug);
        assertThat(blocks.at("/0/content/1/marks/0/href").asText())
                .isEqualTo("/files/" + id(report) + "/original#page=2");
        assertThat(blocks.at("/1/media").asText()).isEqualTo(id(quay));
        assertThat(blocks.at("/1/caption").asText()).isEqualTo("Dawn");
        assertThat(Sample.workingCopy(slug).json().at("/hero/media").asText()).isEqualTo(id(front));
    }

    @Test
    void namesOfPartsComeFirst() {
        byte[] part = picture();
        byte[] file = picture();
        byte[] path = picture();
        String slug = Sample.name("quayside");
        new Form()
                .field("article", "# Harbour\n\n![a](one.png)\n\n![b](x/one.png)\n\n![c](other/one.png)")
                .file("other", "one.png", file)
                .file("one.png", "two.png", part)
                .file("x/one.png", "three.png", path)
                .send("PUT", Sample.path(slug))
                .expect(422);
        ApiResponse created = new Form()
                .field("article", "# Harbour\n\n![a](one.png)\n\n![b](x/one.png)\n\n![c](media/two.png)")
                .file("other", "one.png", file)
                .file("one.png", "two.png", part)
                .file("x/one.png", "three.png", path)
                .send("PUT", Sample.path(slug))
                .expect(201);
        assertThat(blocks(slug).findValuesAsText("media")).containsExactly(id(part), id(path), id(part));
        assertThat(codes(created)).contains("unused-file");
        assertThat(warning(created, "unused-file").path("pointer").asText()).isEqualTo("/other");
        assertThat(medium(file).name()).isEqualTo("one.png");
    }

    @Test
    void twoCandidatesAreRefused() {
        byte[] picture = picture();
        Form form = new Form().field("article", "# Harbour\n\n![a](quay.png)").file("files", "quay.png", picture);
        List<Fault> faults = new Form()
                .field("article", "---\ncover: quay.png\n---\n# Harbour\n\n![a](quay.png)")
                .file("files", "quay.png", picture)
                .file("more", "quay.png", picture())
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID)
                .errors();
        assertThat(faults).extracting(Fault::code).containsOnly("ambiguous-file");
        assertThat(faults).extracting(Fault::pointer).containsExactlyInAnyOrder("/cover", "/body/markdown");
        assertThat(find(picture)).isEmpty();
        form.file("again", "quay.png", picture).send("POST", "/api/articles").expect(201);
    }

    @Test
    void referencesWithoutFilesStay() {
        String slug = Sample.name("quayside");
        ApiResponse created = new Form()
                .field("article", "# Harbour\n\n![a](missing.png)\n\n[b](/elsewhere)")
                .file("file", "quay.png", picture())
                .send("PUT", Sample.path(slug))
                .expect(201);
        assertThat(blocks(slug).at("/0/url").asText()).isEqualTo("missing.png");
        assertThat(codes(created)).contains("unused-file");
    }

    @Test
    void putReplacesAndChecksIfMatch() {
        byte[] quay = picture();
        String slug = Sample.name("quayside");
        ApiResponse created =
                form("quay.png", quay).send("PUT", Sample.path(slug)).expect(201);
        ApiResponse same = form("quay.png", quay).send("PUT", Sample.path(slug)).expect(200);
        assertThat(same.header("ETag")).isEqualTo(created.header("ETag"));
        byte[] crane = picture();
        form("quay.png", crane)
                .send(Api.admin().header("If-Match", "\"r9.9\""), "PUT", Sample.path(slug))
                .problem(ProblemCode.PRECONDITION_FAILED);
        assertThat(find(crane)).isEmpty();
        form("quay.png", crane)
                .send(
                        Api.admin().header("If-Match", Objects.requireNonNull(created.header("ETag"))),
                        "PUT",
                        Sample.path(slug))
                .expect(200);
        assertThat(blocks(slug).at("/0/media").asText()).isEqualTo(id(crane));
    }

    @Test
    void allFaultsAreNamedAndNothingIsStored() {
        byte[] good = picture();
        List<Fault> faults = new Form()
                .part("article", null, "application/json", bytes("{\"title\": 1, \"seo\": {\"image\": \"good.png\"}}"))
                .file("good.png", "good.png", good)
                .file("broken.jpg", "broken.jpg", bytes("This is text."))
                .file("empty.jpg", "empty.jpg", new byte[0])
                .field("good.png.focus", "middle")
                .field("good.png.size", "1")
                .field("nobody.alt", "x")
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID)
                .errors();
        assertThat(faults)
                .extracting(Fault::pointer)
                .contains("/title", "/broken.jpg", "/empty.jpg", "/good.png.focus", "/good.png.size", "/nobody.alt");
        assertThat(find(good)).isEmpty();
    }

    @Test
    void refusedFileRefusesTheArticle() {
        byte[] good = picture();
        String slug = Sample.name("quayside");
        ApiResponse refused = new Form()
                .field("article", "# Harbour\n\n![a](good.png) ![b](broken.jpg)")
                .file("good.png", "good.png", good)
                .file("broken.jpg", "broken.jpg", bytes("This is text."))
                .send("PUT", Sample.path(slug));
        assertThat(refused.problem(ProblemCode.UNSUPPORTED_MEDIA).errors())
                .extracting(Fault::pointer)
                .containsExactly("/broken.jpg");
        assertThat(refused.json().path("found").asText()).isEqualTo("text/plain");
        assertThat(find(good)).isEmpty();
        Api.admin().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void refusedArticleStoresNoMedium() {
        byte[] good = picture();
        new Form()
                .part("article", "story.json", null, bytes("{\"title\": \"Harbour\", \"slug\": \"No Slug\"}"))
                .file("good.png", "good.png", good)
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID);
        new Form()
                .file("good.png", "good.png", good)
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID);
        new Form()
                .field("article", "# One")
                .field("article", "# Two")
                .file("good.png", "good.png", good)
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID);
        new Form()
                .part("article", "story.xml", "application/xml", bytes("<a/>"))
                .file("good.png", "good.png", good)
                .send("POST", "/api/articles")
                .problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        new Form()
                .field("article", "# Harbour\n\n![a](report.pdf)")
                .file("good.png", "good.png", good)
                .file("report.pdf", "report.pdf", pdf())
                .send("POST", "/api/articles")
                .problem(ProblemCode.INVALID);
        assertThat(find(good)).isEmpty();
    }

    @Test
    void dryRunStoresNothing() {
        byte[] quay = picture();
        String slug = Sample.name("quayside");
        ApiResponse tried = form("quay.png", quay)
                .send("PUT", Sample.path(slug) + "?dryRun=true")
                .expect(201);
        assertThat(tried.json().at("/dryRun/status").asInt()).isEqualTo(201);
        assertThat(find(quay)).isEmpty();
        Api.admin().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void repeatedFormIsReplayed() {
        Api api = Api.admin().header("Idempotency-Key", Sample.name("key"));
        byte[] quay = picture();
        ApiResponse first =
                form("quay.png", quay).send(api, "POST", "/api/articles").expect(201);
        ApiResponse again =
                form("quay.png", quay).send(api, "POST", "/api/articles").expect(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.article().id()).isEqualTo(first.article().id());
        form("quay.png", picture()).send(api, "POST", "/api/articles").problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        form("other.png", quay).send(api, "POST", "/api/articles").problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void knownFileIsTheExistingMedium() {
        byte[] quay = picture();
        form("quay.png", quay)
                .field("quay.png.alt", "Quay")
                .send("POST", "/api/articles")
                .expect(201);
        String id = id(quay);
        ApiResponse again = form("harbour.png", quay)
                .field("harbour.png.alt", "Harbour")
                .send("POST", "/api/articles")
                .expect(201);
        assertThat(id(quay)).isEqualTo(id);
        assertThat(warning(again, "kept").path("pointer").asText()).isEqualTo("/harbour.png.alt");
    }

    /** An editor corrects the text on disk and sends it again, without the pictures that the article has. */
    @Test
    void textAloneKeepsItsPictures() {
        byte[] quay = picture();
        byte[] front = picture();
        String slug = Sample.name("quayside");
        String text = "---\ntitle: Harbour\nimage: front.png\n---\n\n![Quay](pictures/quay.png)\n";
        new Form()
                .file("article", "story.md", bytes(text))
                .file("quay.png", "quay.png", quay)
                .file("front.png", "front.png", front)
                .send("PUT", Sample.path(slug))
                .expect(201);
        ApiResponse corrected = Api.admin()
                .send(
                        "PUT",
                        Sample.path(slug),
                        "text/markdown",
                        text.replace("Harbour", "Harbor") + "\n![Crane](crane.png)\n")
                .expect(200);
        assertThat(corrected.json().at("/hero/media").asText()).isEqualTo(id(front));
        assertThat(blocks(slug).at("/0/media").asText()).isEqualTo(id(quay));
        assertThat(blocks(slug).at("/1/url").asText()).isEqualTo("crane.png");
        assertThat(warning(corrected, "file-not-found").path("detail").asText()).contains("“crane.png”");
        assertThat(codes(corrected)).containsOnlyOnce("file-not-found");
    }

    @Test
    void manyFilesAreTaken() {
        Form form = new Form();
        StringBuilder text = new StringBuilder("# Harbour\n");
        for (int i = 0; i < 30; i++) {
            form.file("files", i + ".png", picture());
            text.append("\n![Picture](").append(i).append(".png)\n");
        }
        String slug = Sample.name("quayside");
        ApiResponse created = form.field("article", text.toString())
                .send("PUT", Sample.path(slug))
                .expect(201);
        assertThat(codes(created)).doesNotContain("unused-file");
        assertThat(blocks(slug).findValuesAsText("media")).hasSize(30).doesNotHaveDuplicates();
        for (int i = 0; i < 71; i++) {
            form.file("files", "more" + i + ".png", picture());
        }
        assertThat(form.send("PUT", Sample.path(slug))
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::code)
                .containsExactly("too-many-files");
    }

    @Test
    void formsHaveALimitOfTheirOwn() {
        byte[] report = new byte[5 * 1024 * 1024];
        byte[] head = pdf();
        System.arraycopy(head, 0, report, 0, head.length);
        new Form()
                .field("article", "# Harbour\n\n[report](report.pdf)")
                .file("report.pdf", "report.pdf", report)
                .send("POST", "/api/articles")
                .expect(201);
        new Form()
                .field("article", "# Harbour\n\n" + "x".repeat(4 * 1024 * 1024))
                .send("POST", "/api/articles")
                .problem(ProblemCode.TOO_LARGE);
        Api.admin()
                .send("POST", "/api/articles", "text/markdown", "# Harbour\n\n" + "x".repeat(4 * 1024 * 1024))
                .problem(ProblemCode.TOO_LARGE);
        assertThat(RawHttp.send(
                        "POST /api/articles HTTP/1.1",
                        "Host: x",
                        "Connection: close",
                        "Authorization: Bearer " + Api.ADMIN_KEY,
                        "Content-Type: multipart/form-data; boundary=x",
                        "Content-Length: " + (256L * 1024 * 1024 + 1),
                        "",
                        ""))
                .startsWith("HTTP/1.1 413 ")
                .contains("256 MiB");
        new Form()
                .field("x", "x".repeat(4 * 1024 * 1024))
                .send("POST", "/api/articles/batch")
                .expect(415);
    }

    private static Form form(String name, byte[] picture) {
        return new Form()
                .file("article", "story.md", bytes("# Harbour\n\n![Quay](" + name + ")"))
                .file(name, name, picture);
    }

    private static JsonNode blocks(String slug) {
        return Api.admin()
                .get(Sample.path(slug) + "?version=draft&body.format=blocks")
                .expect(200)
                .json()
                .at("/body/blocks");
    }

    private static List<String> codes(ApiResponse response) {
        return response.json().path("warnings").findValuesAsText("code");
    }

    private static JsonNode warning(ApiResponse response, String code) {
        return StreamSupport.stream(response.json().path("warnings").spliterator(), false)
                .filter(warning -> warning.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String id(byte[] file) {
        return medium(file).id().toString();
    }

    private static MediaView medium(byte[] file) {
        List<MediaView> found = find(file);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The medium with these bytes; none if the library doesn't have them. */
    private static List<MediaView> find(byte[] file) {
        ApiResponse tried = Api.admin().send("POST", "/api/media?dryRun=true", "application/octet-stream", file);
        return tried.status() == 201 ? List.of() : List.of(tried.expect(200).as(MediaView.class));
    }

    /** A PNG unlike all others. */
    private static byte[] picture() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, COUNT.incrementAndGet());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }

    private static byte[] pdf() {
        return ("%PDF-1.4\n%" + Sample.name("report")).getBytes(US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
