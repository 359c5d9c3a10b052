package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A browser shows the pictures of an article that was uploaded with them in one curl. Needs curl and Chromium
 * ({@code apt-get install chromium}); leaves its screenshot in {@code target/picture-page}.
 */
@Tag("thorough")
class PicturePageIT {

    private static final Path FOLDER = Path.of("target", "picture-page").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();

    private static final String STORY = """
            ---
            title: The harbour opens again
            slug: harbour-opens
            status: published
            hero: harbour.jpg
            tags: [harbour]
            ---
            After two years the first ships are back.

            ![The crane lifts a container](crane.jpg "The new crane, 60 metres high")

            The town hopes for four hundred jobs.

            ![](map.png "Where the ships land")
            """;

    /** Tells for each picture of the page what the browser made of it. */
    private static final String SCRIPT = """
            <base href="%s">
            <script>
              // A screenshot is taken before lazy pictures are decoded.
              addEventListener('DOMContentLoaded', () => [...document.images].forEach(image => {
                image.loading = 'eager'
                image.decoding = 'sync'
              }))
              addEventListener('load', () => document.title = JSON.stringify([...document.images].map(image => ({
                file: image.currentSrc, width: image.naturalWidth, height: image.naturalHeight,
                caption: image.closest('figure')?.querySelector('figcaption')?.textContent ?? ''}))))
            </script>
            """;

    private AppProcess jar;

    @BeforeEach
    void start() throws Exception {
        for (String tool : List.of("curl", "chromium")) {
            assumeTrue(isInstalled(tool), tool + " is not installed, so no browser shows the pictures of an article.");
        }
        Files.createDirectories(FOLDER);
        Path log = FOLDER.resolve("app.log");
        Files.deleteIfExists(log);
        jar = AppProcess.start(FOLDER.resolve("data"), log).awaitReady(log);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (jar != null) {
            jar.process().destroy();
            assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void browserShowsThePicturesOfAnArticle() throws Exception {
        Files.writeString(FOLDER.resolve("story.md"), STORY);
        picture("harbour.jpg", 2400, 1350, Color.ORANGE);
        picture("crane.jpg", 1200, 1600, Color.GRAY);
        picture("map.png", 900, 600, Color.GREEN);
        String uploaded = run(
                "curl",
                "-sS",
                "-w",
                "%{http_code}",
                "-X",
                "PUT",
                "-H",
                "Authorization: Bearer " + AppProcess.KEY,
                "-F",
                "article=@story.md",
                "-F",
                "harbour=@harbour.jpg",
                "-F",
                "crane=@crane.jpg",
                "-F",
                "map=@map.png",
                base() + "api/articles/harbour-opens");
        assertThat(uploaded).matches("(?s).*20[01]");

        JsonNode hero = JSON.readTree(get("api/articles?tag=harbour", "application/json"))
                .at("/data/0/hero");
        assertThat(hero.at("/renditions/16x9/width").asInt()).isEqualTo(2400);
        assertThat(hero.at("/renditions/16x9/srcset/avif").asText()).contains(" 1600w");
        String article = get("api/articles/harbour-opens", "text/html");
        Files.writeString(FOLDER.resolve("page.html"), article.replace("<head>", "<head>" + SCRIPT.formatted(base())));

        JsonNode shown = shown();
        assertThat(shown).hasSize(3);
        assertThat(shown.findValues("width")).allMatch(width -> width.asInt() > 0);
        assertThat(shown.at("/1/caption").asText()).contains("The new crane, 60 metres high");
        assertThat(shown.at("/2/caption").asText()).contains("Where the ships land");
        assertThat(shown.at("/1/height").asInt())
                .isGreaterThan(shown.at("/1/width").asInt());
        assertThat(shown.at("/1/file").asText()).endsWith(".avif");
        chromium("--screenshot=" + FOLDER.resolve("screenshot.png"), "--window-size=800,3000");
        assertThat(FOLDER.resolve("screenshot.png")).isNotEmptyFile();
        System.out.println("A browser shows " + shown);
    }

    /** The title of the page, which its script has filled. */
    private static JsonNode shown() throws Exception {
        String page = chromium("--dump-dom", "--window-size=800,3000");
        Matcher title = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL).matcher(page);
        assertThat(title.find()).as(page).isTrue();
        return JSON.readTree(title.group(1).replace("&amp;", "&"));
    }

    private static String chromium(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + FOLDER.resolve("browser"),
                "--virtual-time-budget=60000"));
        command.addAll(List.of(options));
        command.add(FOLDER.resolve("page.html").toUri().toString());
        return run(command.toArray(String[]::new));
    }

    private String base() {
        return "http://127.0.0.1:" + jar.port() + "/";
    }

    private String get(String path, String type) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + path))
                                .header("Accept", type)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** Runs a program in the folder; its output, without its log. */
    private static String run(String... command) throws IOException, InterruptedException {
        Path output = FOLDER.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(output.toFile())
                .redirectError(FOLDER.resolve("errors.txt").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command[0]).isTrue();
        return Files.readString(output);
    }

    private static void picture(String name, int width, int height, Color color) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.WHITE, width, height, color));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.DARK_GRAY);
        for (int step = 0; step < 20; step++) {
            graphics.fillRect(step * width / 20, height - step * height / 25, width / 40, height);
        }
        graphics.dispose();
        ImageIO.write(
                image,
                name.endsWith("png") ? "png" : "jpg",
                FOLDER.resolve(name).toFile());
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
