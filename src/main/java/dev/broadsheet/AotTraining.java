package dev.broadsheet;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code train}: starts a server, sends it the most common requests of editors and front-ends, and ends.
 * Under {@code -XX:AOTCacheOutput=FILE} (JDK 25, JEP 514) the JVM then writes its AOT cache, for starts with
 * {@code -XX:AOTCache=FILE}. A command instead of a script around the server, because the container image has no curl.
 * The cache works only with the JVM that wrote it, so the image runs this command when it is built.
 *
 * <p>Uses a temporary database, key and port; those of the installation are not touched.
 */
final class AotTraining implements QuarkusApplication {

    static final String COMMAND = "train";

    /** Enough to profile the most called methods; more rounds don't improve the cache. */
    private static final int ROUNDS = 100;

    private final URI server;
    private final String key;

    AotTraining(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "broadsheet.admin-key") Optional<String> key) {
        this.server = URI.create("http://127.0.0.1:" + port);
        this.key = key.orElse("");
    }

    /** A temporary data folder for the training. */
    static Path folder() {
        try {
            return Files.createTempDirectory("broadsheet-training");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The settings of the training. They are set as system properties, because these override environment variables,
     * which may name the installation's database.
     */
    static Map<String, String> settings(Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("broadsheet.data", folder.toString());
        settings.put("broadsheet.admin-key", UUID.randomUUID().toString());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", freePort());
        settings.put("quarkus.http.ssl-port", "0");
        settings.put("quarkus.http.insecure-requests", "enabled");
        return settings;
    }

    static void deleteFolder(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public int run(String... words) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            write(round);
            for (String path : read(round)) {
                send("GET", path, null, null);
            }
        }
        System.out.println("Trained.");
        return 0;
    }

    private void write(int round) throws IOException {
        send("PUT", "/api/articles/story-" + round % 20, "text/markdown", """
                ---
                title: Story %d
                summary: What it is about.
                authors: [Ada Moreno]
                tags: [energy, tag-%d]
                section: World
                status: published
                ---
                The talks broke up *late on Friday*, says the [report](https://report.example/%d).

                > We have only begun.

                - pipes
                - prices

                | what | how many |
                | --- | --- |
                | pipes | 2 |
                """.formatted(round, round % 7, round));
        send(
                "POST",
                "/api/articles",
                "application/json",
                "{\"title\": \"Story of round %d\", \"body\": {\"html\": \"<p>A <strong>draft</strong>.</p>\"}}"
                        .formatted(round));
    }

    private static List<String> read(int round) {
        String story = "/api/articles/story-" + round % 20;
        return List.of(
                "/q/health/ready",
                story,
                story + "?fields=title,body&body.format=html,text",
                story + "?version=draft",
                story + "/related",
                "/api/articles",
                "/api/articles?tag=energy&limit=10",
                "/api/articles?tag.all=energy,tag-1&tag.none=tag-2&section=world&facet=tag",
                "/api/articles?q=talks&highlight=true",
                "/api/tags",
                "/api/suggest?q=st");
    }

    private void send(String method, String path, @Nullable String type, @Nullable String body) throws IOException {
        HttpURLConnection request =
                (HttpURLConnection) server.resolve(path).toURL().openConnection();
        request.setRequestMethod(method);
        request.setRequestProperty("Authorization", "Bearer " + key);
        // HttpURLConnection would ask for HTML by default, as a browser does.
        request.setRequestProperty("Accept", "application/json");
        if (body != null) {
            request.setRequestProperty("Content-Type", type);
            request.setDoOutput(true);
            try (OutputStream sent = request.getOutputStream()) {
                sent.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (request.getResponseCode() >= 400) {
            throw new IOException(method + " " + path + " was answered " + request.getResponseCode());
        }
        try (InputStream response = request.getInputStream()) {
            response.readAllBytes();
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
