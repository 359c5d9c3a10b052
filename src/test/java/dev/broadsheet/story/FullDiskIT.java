package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The file system of the data folder fills up and is emptied again. Needs the right to mount one (root on Linux). */
@Tag("thorough")
class FullDiskIT {

    private static final Path DISK = Path.of("target", "full-disk");
    private static final Path LOG = Path.of("target", "full-disk.log");
    private static final String BODY = "A line of words that takes room. ".repeat(2_000);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable AppProcess jar;

    @Test
    void fullDiskGives507AndNotReady() throws Exception {
        Files.createDirectories(DISK);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", DISK.toString()),
                "No file system can be mounted here, so a full disk is not tested.");
        try {
            jar = AppProcess.start(DISK.resolve("data"), LOG);
            jar.awaitReady(LOG);
            assertThat(write(0).statusCode()).isEqualTo(201);
            assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
            fill(DISK.resolve("filler"));
            Map<Integer, Integer> statuses = new TreeMap<>();
            @Nullable HttpResponse<String> refused = null;
            for (int i = 1; i < 5_000 && refused == null; i++) {
                HttpResponse<String> response = write(i);
                statuses.merge(response.statusCode(), 1, Integer::sum);
                refused = response.statusCode() < 300 ? null : response;
            }
            System.out.println("Writes on a disk that fills up, by status: " + statuses);
            if (refused == null) {
                throw new AssertionError("No write was refused.");
            }
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.body()).contains("\"code\":\"insufficient-storage\"");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> upload = upload();
            assertThat(upload.statusCode()).as(upload.body()).isEqualTo(507);
            assertThat(upload.body()).contains("\"code\":\"insufficient-storage\"");
            assertThat(upload.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> ready = get("/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("Storage", "disk is full");
            assertThat(get("/api/articles/full-0").statusCode()).isEqualTo(200);

            Files.delete(DISK.resolve("filler"));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> get("/q/health/ready").statusCode() == 200);
            assertThat(write(5_000).statusCode()).isEqualTo(201);
            assertThat(upload().statusCode()).isEqualTo(201);
        } finally {
            if (jar != null) {
                jar.process().destroy();
                jar.process().waitFor(60, TimeUnit.SECONDS);
            }
            run("umount", "-l", DISK.toString());
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (DISK.toFile().getUsableSpace() > block.length) {
                out.write(block);
            }
        }
    }

    private HttpResponse<String> write(int number) throws Exception {
        String body = "{\"title\": \"Full %d\", \"body\": \"%s\", \"status\": \"published\"}".formatted(number, BODY);
        return http.send(
                request("/api/articles/full-" + number)
                        .header("Authorization", "Bearer " + AppProcess.KEY)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> upload() throws Exception {
        return http.send(
                request("/api/media/full.pdf")
                        .header("Authorization", "Bearer " + AppProcess.KEY)
                        .PUT(HttpRequest.BodyPublishers.ofString("%PDF-1.4\n%" + "x".repeat(1_000_000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + Objects.requireNonNull(jar).port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
