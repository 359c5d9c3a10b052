package dev.broadsheet.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The app is killed fifty times while four clients upload. Afterwards no medium lacks its file, and no acknowledged
 * upload is lost. PostgreSQL survives each kill, and the next start adopts it.
 */
@Tag("thorough")
class UploadKillIT {

    private static final int KILLS = 50;
    private static final int CLIENTS = 4;
    private static final Path DATA = Path.of("target", "upload-kill");
    private static final Path LOG = Path.of("target", "upload-kill.log");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** SHA-256 of the acknowledged files, by id. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Media that were checked after a restart. */
    private final Set<String> checked = new HashSet<>();

    private int unacknowledged;

    @Test
    void noMediumWithoutItsFileAndNoUploadLost() throws Exception {
        Random random = new Random(19);
        AppProcess jar = start();
        for (int kill = 1; kill <= KILLS; kill++) {
            upload(jar, random);
            jar = start();
            checkNewMedia(jar.port());
        }
        checkAcknowledged(jar.port());
        System.out.printf(
                "%d kills: %d acknowledged uploads, %d media of others, %d temporary files left behind.%n",
                KILLS, acknowledged.size(), unacknowledged, leftovers());
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Kills the app a moment after the first acknowledged upload; the moment differs from kill to kill. */
    private void upload(AppProcess jar, Random random) throws Exception {
        int before = acknowledged.size();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            long seed = random.nextLong();
            Thread client = new Thread(() -> upload(jar.port(), new Random(seed)));
            clients.add(client);
            client.start();
        }
        int more = random.nextInt(12);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
                .until(() -> acknowledged.size() > before + more);
        jar.process().destroyForcibly();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (Thread client : clients) {
            client.join();
        }
    }

    /** Uploads until the server is gone. */
    private void upload(int port, Random random) {
        while (true) {
            byte[] file = new byte[100_000 + random.nextInt(900_000)];
            random.nextBytes(file);
            byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(head, 0, file, 0, head.length);
            HttpRequest request = request(port, "/api/media")
                    .header("Content-Type", "application/pdf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                    .build();
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
                acknowledged.put(JSON.readTree(response.body()).path("id").asText(), sha256(file));
            } catch (IOException killed) {
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void checkNewMedia(int port) throws Exception {
        boolean more = true;
        String next = "/api/media?limit=100";
        while (more) {
            JsonNode page = JSON.readTree(get(port, next).body());
            more = false;
            for (JsonNode medium : page.path("data")) {
                if (checked.add(medium.path("id").asText())) {
                    more = true;
                    check(port, medium);
                }
            }
            more &= page.path("page").path("next").isTextual();
            next = "/api/media?limit=100&after="
                    + page.path("page").path("next").asText();
        }
        assertThat(checked).containsAll(acknowledged.keySet());
    }

    private void check(int port, JsonNode medium) throws Exception {
        HttpResponse<byte[]> file = getBytes(port, medium.path("url").asText());
        assertThat(file.statusCode()).as(medium.toString()).isEqualTo(200);
        assertThat(file.body()).hasSize(medium.path("bytes").asInt());
        String hash = sha256(file.body());
        assertThat(file.headers().firstValue("ETag")).contains("\"" + hash.substring(0, 32) + "\"");
        String sent = acknowledged.get(medium.path("id").asText());
        if (sent == null) {
            unacknowledged++;
        } else {
            assertThat(hash).isEqualTo(sent);
        }
    }

    private void checkAcknowledged(int port) throws Exception {
        for (Map.Entry<String, String> upload : acknowledged.entrySet()) {
            HttpResponse<byte[]> file = getBytes(port, "/files/" + upload.getKey() + "/original");
            assertThat(sha256(file.body())).isEqualTo(upload.getValue());
        }
    }

    private static long leftovers() throws IOException {
        try (Stream<Path> files = Files.list(DATA.resolve("media/incoming"))) {
            return files.count();
        }
    }

    private static AppProcess start() throws IOException {
        Files.deleteIfExists(LOG);
        AppProcess jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
        return jar;
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(request(port, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> getBytes(int port, String path) throws IOException, InterruptedException {
        return http.send(request(port, path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port).resolve(path))
                .header("Authorization", "Bearer " + AppProcess.KEY)
                .timeout(Duration.ofSeconds(30));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
