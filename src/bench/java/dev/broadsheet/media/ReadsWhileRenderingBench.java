package dev.broadsheet.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/**
 * Latency of live reads at 500 a second, first alone, then while the worker renders one picture after the other. Each
 * request has its time, whether or not the one before has been answered, and its latency counts from that time. The
 * connections are few, as a proxy's are.
 */
public final class ReadsWhileRenderingBench {

    private static final Path FOLDER = Path.of("target", "rendering-bench");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 30;
    private static final int CONNECTIONS = 16;
    private static final int PICTURES = 12;

    /** So many renditions are made before. */
    private static final int WARM_UP = 48;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AppProcess app;

    private ReadsWhileRenderingBench(AppProcess app) {
        this.app = app;
    }

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER);
        Path log = FOLDER.resolve("app.log");
        Files.deleteIfExists(log);
        AppProcess app = AppProcess.start(FOLDER.resolve("data-" + System.currentTimeMillis()), log);
        try {
            app.awaitReady(log);
            new ReadsWhileRenderingBench(app).run();
        } finally {
            app.process().destroy();
            app.process().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void run() throws Exception {
        for (int article = 0; article < 20; article++) {
            send(
                    "PUT",
                    "/api/articles/read-" + article,
                    "application/json",
                    "{\"title\": \"Read\", \"body\": \"Text.\", \"tags\": [\"read\"], \"status\": \"published\"}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        List<String> files = new ArrayList<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            byte[] answer =
                    send("POST", "/api/media", "image/jpeg", picture(picture)).body();
            for (JsonNode ratio : JSON.readTree(answer).path("renditions")) {
                for (JsonNode srcset : ratio.path("srcset")) {
                    for (String entry : srcset.asText().split(", ")) {
                        files.add(entry.split(" ")[0]);
                    }
                }
            }
        }
        // To warm up, both: compiling the app's own code takes the cores too.
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger rendered = new AtomicInteger();
        CompletableFuture<Void> first = render(files.subList(0, WARM_UP), done, rendered);
        measure();
        first.join();
        double[] alone = measure();
        rendered.set(0);
        CompletableFuture<Void> rendering = render(files.subList(WARM_UP, files.size()), done, rendered);
        double[] beside = measure();
        boolean all = rendering.isDone();
        done.set(true);
        rendering.join();
        System.out.printf("%-24s %8s %8s %8s%n", "500 reads a second, ms", "p50", "p99", "worst");
        System.out.printf("%-24s %8.1f %8.1f %8.1f%n", "alone", alone[0], alone[1], alone[2]);
        System.out.printf(
                "%-24s %8.1f %8.1f %8.1f   %d renditions meanwhile%s%n",
                "beside renditions",
                beside[0],
                beside[1],
                beside[2],
                rendered.get(),
                all ? ", which ended before the reads" : "");
        System.out.printf("ratio of the p99: %.1f (goal: p99 below 25 ms)%n", beside[1] / alone[1]);
    }

    private CompletableFuture<Void> render(List<String> files, AtomicBoolean done, AtomicInteger rendered) {
        return CompletableFuture.runAsync(() -> {
            for (String file : files) {
                if (done.get()) {
                    return;
                }
                try {
                    if (send("GET", file, null, null).statusCode() == 200) {
                        rendered.incrementAndGet();
                    }
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        });
    }

    /** p50, p99 and the worst, in milliseconds. */
    private double[] measure() {
        int total = PER_SECOND * SECONDS;
        long[] nanos = new long[total];
        Semaphore connections = new Semaphore(CONNECTIONS);
        List<CompletableFuture<?>> answers = new ArrayList<>(total);
        long start = System.nanoTime();
        for (int i = 0; i < total; i++) {
            int index = i;
            long due = start + i * (TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            for (long left; (left = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            connections.acquireUninterruptibly();
            String path = i % 2 == 0 ? "/api/articles?tag=read" : "/api/articles/read-" + i % 20;
            answers.add(http.sendAsync(request("GET", path, null, null), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) -> connections.release())
                    .thenAccept(response -> {
                        nanos[index] = System.nanoTime() - due;
                        if (response.statusCode() != 200) {
                            throw new IllegalStateException("A read was answered with " + response.statusCode());
                        }
                    }));
        }
        answers.forEach(CompletableFuture::join);
        Arrays.sort(nanos);
        return new double[] {nanos[total / 2] / 1e6, nanos[total * 99 / 100] / 1e6, nanos[total - 1] / 1e6};
    }

    private HttpResponse<byte[]> send(String method, String path, String type, byte[] body) throws Exception {
        HttpResponse<byte[]> response =
                http.send(request(method, path, type, body), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300 && response.statusCode() != 503) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + new String(response.body()));
        }
        return response;
    }

    private HttpRequest request(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (body != null || path.startsWith("/files")) {
            request.header("Authorization", "Bearer " + AppProcess.KEY);
        }
        return request.build();
    }

    /** A JPEG of 12 megapixels with shapes, unlike all others. */
    private static byte[] picture(int seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int shape = 0; shape < 3000; shape++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(
                    random.nextInt(4000), random.nextInt(3000), 10 + random.nextInt(300), 10 + random.nextInt(300));
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
