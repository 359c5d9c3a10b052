package dev.broadsheet.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.media.HostileFiles.HostileFile;
import dev.broadsheet.testkit.AppProcess;
import dev.broadsheet.testkit.SamplePictures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hostile files are uploaded by several clients while a reader reads. Each upload is answered by a medium or a refusal,
 * reads don't change, and what was accepted is complete.
 */
class HostileUploadIT {

    private static final int CLIENTS = 3;
    private static final Path DATA = Path.of("target", "hostile-uploads");
    private static final Path LOG = Path.of("target", "hostile-uploads.log");
    private static final JsonMapper JSON = new JsonMapper();

    /** The product's limit is 6.5 s; more is for the pauses of a busy test machine. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Answer> slowest = new AtomicReference<>(new Answer("nothing", 0));
    private AppProcess jar;

    /** How long the answer to a kind of file took. */
    private record Answer(String kind, long nanos) {}

    @BeforeEach
    void start() throws Exception {
        Files.deleteIfExists(LOG);
        jar = AppProcess.start(DATA, LOG).awaitReady(LOG);
    }

    @AfterEach
    void stop() throws InterruptedException {
        jar.process().destroy();
        assertThat(jar.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void someHostileFilesAreAnswered() throws Exception {
        HostileFiles files = files(1);
        List<HostileFile> some = new ArrayList<>(files.truncated(2));
        some.addAll(files.mutated(150));
        upload(some);
    }

    @Test
    @Tag("thorough")
    void hostileFilesAreAnswered() throws Exception {
        HostileFiles files = files(2);
        List<HostileFile> all = new ArrayList<>(files.madeByHand());
        all.addAll(files.truncated(40));
        all.addAll(files.mutated(3_000));
        upload(all);
    }

    private void upload(List<HostileFile> files) throws Exception {
        Queue<HostileFile> left = new ConcurrentLinkedQueue<>(files);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            Map<String, byte[]> live = publish();
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    for (HostileFile file = left.poll(); file != null; file = left.poll()) {
                        upload(file);
                    }
                    return null;
                }));
            }
            AtomicInteger reads = new AtomicInteger();
            Future<?> reader = threads.submit(() -> {
                while (clients.stream().anyMatch(client -> !client.isDone())) {
                    for (Map.Entry<String, byte[]> page : live.entrySet()) {
                        HttpResponse<byte[]> response = send(get(page.getKey()));
                        assertThat(response.statusCode()).as(page.getKey()).isEqualTo(200);
                        assertThat(response.body()).as(page.getKey()).isEqualTo(page.getValue());
                        reads.incrementAndGet();
                    }
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                return null;
            });
            for (Future<?> client : clients) {
                client.get();
            }
            reader.get();
            assertThat(uploadSound("sound.png", SamplePictures.png(300, 200, System.nanoTime())))
                    .isNotEmpty();
            System.out.printf(
                    "%d hostile files beside %d reads; slowest answer %d ms (%s); %d media accepted. %s%n",
                    files.size(),
                    reads.get(),
                    requireNonNull(slowest.get()).nanos() / 1_000_000,
                    requireNonNull(slowest.get()).kind(),
                    accepted.size(),
                    new TreeMap<>(answers));
        } finally {
            threads.shutdownNow();
        }
        checkAccepted();
    }

    private void upload(HostileFile file) throws Exception {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = post(file.name(), file.bytes());
        long nanos = System.nanoTime() - start;
        JsonNode body = JSON.readTree(response.body());
        String code =
                response.statusCode() < 300 ? "accepted" : body.path("code").asText();
        String what = file.kind() + ": " + body;
        if (response.statusCode() < 300) {
            accepted.add(body.path("id").asText());
        } else if (response.statusCode() == 503) {
            assertThat(response.headers().firstValue("Retry-After")).as(what).isPresent();
        } else {
            assertThat(response.statusCode()).as(what).isBetween(400, 499);
            assertThat(response.headers().firstValue("Content-Type")).as(what).contains("application/problem+json");
        }
        if (!file.expected().isEmpty() && response.statusCode() != 503) {
            assertThat(code).as(what).isEqualTo(file.expected());
        }
        assertThat(nanos).as(what).isLessThan(LONGEST.toNanos());
        slowest.accumulateAndGet(
                new Answer(file.kind() + ", " + code, nanos),
                (before, now) -> before.nanos() < now.nanos() ? now : before);
        answers.computeIfAbsent(code, any -> new AtomicInteger()).incrementAndGet();
    }

    /** A live article with a picture: what readers get, by its path. */
    private Map<String, byte[]> publish() throws Exception {
        String picture = uploadSound("hero.jpg", SamplePictures.jpeg(640, 400, 7));
        String article = """
                {"title": "The harbour opens", "slug": "harbour", "status": "published", "body": "Ships are back.",
                 "hero": {"media": "%s"}}""".formatted(picture);
        HttpResponse<byte[]> response = send(request("/api/articles/harbour")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(article)));
        assertThat(response.statusCode()).isIn(200, 201);
        JsonNode live = JSON.readTree(send(get("/api/articles/harbour")).body());
        String rendition = last(live.at("/hero/renditions/full/srcset/webp").asText());
        Map<String, byte[]> pages = new TreeMap<>();
        for (String path : List.of("/api/articles/harbour", "/api/articles?limit=10", rendition)) {
            HttpResponse<byte[]> page = send(get(path));
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            pages.put(path, page.body());
        }
        return pages;
    }

    private HostileFiles files(long seed) throws Exception {
        byte[] photo = SamplePictures.jpeg(96, 64, 5);
        byte[] cutOut = SamplePictures.transparentPng(96, 64, 6);
        return new HostileFiles(
                rendition(uploadSound("photo.jpg", photo), "webp"),
                rendition(uploadSound("cut-out.png", cutOut), "webp"),
                rendition(uploadSound("photo.jpg", photo), "avif"),
                seed);
    }

    /** The largest rendition of a picture. */
    private byte[] rendition(String media, String format) throws Exception {
        JsonNode picture = JSON.readTree(send(request("/api/media/" + media)).body());
        HttpResponse<byte[]> file = send(
                request(last(picture.at("/renditions/full/srcset").path(format).asText())));
        assertThat(file.statusCode()).as(format + " of " + picture).isEqualTo(200);
        return file.body();
    }

    private static String last(String srcset) {
        String[] sources = srcset.split(", ");
        return sources[sources.length - 1].replaceFirst(" .*", "");
    }

    /** Every row has its file, and of each picture the largest rendition can be fetched, in one format or another. */
    private void checkAccepted() throws Exception {
        Set<String> unchecked = ConcurrentHashMap.newKeySet();
        unchecked.addAll(accepted);
        int number = 0;
        String next = "";
        while (next != null) {
            JsonNode page =
                    JSON.readTree(send(request("/api/media?limit=100" + next)).body());
            for (JsonNode medium : page.path("data")) {
                HttpResponse<byte[]> original =
                        send(request("/files/" + medium.path("id").asText() + "/original"));
                assertThat(original.statusCode()).as(medium.toString()).isEqualTo(200);
                assertThat(original.body().length)
                        .isEqualTo(medium.path("bytes").asInt());
                // A mutated head may make another file of it.
                if (unchecked.remove(medium.path("id").asText())
                        && medium.path("type").asText().startsWith("image/")) {
                    List<String> names = new ArrayList<>();
                    medium.at("/renditions/full/srcset").fieldNames().forEachRemaining(names::add);
                    assertThat(names).as(medium.toString()).isNotEmpty();
                    assertThat(rendition(medium.path("id").asText(), names.get(number++ % names.size())))
                            .isNotEmpty();
                }
            }
            JsonNode after = page.path("page").path("next");
            next = after.isTextual() ? "&after=" + after.asText() : null;
        }
        assertThat(unchecked).as("media that were accepted, but aren't listed").isEmpty();
    }

    private String uploadSound(String name, byte[] bytes) throws Exception {
        HttpResponse<byte[]> response = post(name, bytes);
        String body = new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isIn(200, 201);
        return JSON.readTree(body).path("id").asText();
    }

    private HttpResponse<byte[]> post(String name, byte[] bytes) throws Exception {
        return send(request("/api/media")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return get(path).header("Authorization", "Bearer " + AppProcess.KEY);
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + jar.port()).resolve(path));
    }
}
