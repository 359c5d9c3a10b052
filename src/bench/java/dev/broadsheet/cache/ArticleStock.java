package dev.broadsheet.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.cache.http.RawResponse;
import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ten thousand published articles with bodies of 3 KB and up to five tags each out of 200, Zipf-distributed. Written
 * through the API, because the benchmark reads them whole and changes them; rows made by SQL would have no documents
 * and revisions.
 */
final class ArticleStock {

    static final int ARTICLES = 10_000;
    static final int TAGS = 200;
    static final int EDITIONS = 1_000_000;

    private static final int AT_ONCE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private ArticleStock() {}

    static String path(int number) {
        return "/api/articles/article-" + number;
    }

    /**
     * All titles have the same length, so a changed article keeps the length of the response that the bare server has.
     * With a few bytes more, wrk, which reads 8 KiB at a time, would read twice for one server and once for the other.
     */
    static String title(int edition) {
        return "Harbour report, edition %06d".formatted(edition);
    }

    /** Leaves a complete store as it is. */
    static void fill(int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (count(port) >= ARTICLES) {
            return;
        }
        HttpClient http = HttpClient.newHttpClient();
        Random random = new Random(42);
        for (int from = 1; from <= ARTICLES; from += AT_ONCE) {
            StringBuilder batch = new StringBuilder();
            for (int number = from; number < from + AT_ONCE; number++) {
                batch.append(JSON.writeValueAsString(upsert(number, random))).append('\n');
            }
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/articles/batch"))
                            .header("Authorization", "Bearer " + AppProcess.KEY)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(batch.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 207) {
                throw new IOException("The batch was answered " + answer.statusCode() + ": " + answer.body());
            }
        }
        if (count(port) < ARTICLES) {
            throw new IOException("Not all articles were taken.");
        }
        System.out.printf(
                "A store of %,d articles under %d tags, made in %d s%n",
                ARTICLES, TAGS, (System.nanoTime() - start) / 1_000_000_000);
    }

    private static Map<String, Object> upsert(int number, Random random) {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String tag = "tag-" + (int) Math.pow(TAGS, random.nextDouble());
            if (!tags.contains(tag)) {
                tags.add(tag);
            }
        }
        StringBuilder body = new StringBuilder();
        while (body.length() < 3000) {
            body.append("Waves of **six metres** broke over the wall, says the [office](https://sea.example/");
            body.append(random.nextInt(10_000)).append("). ");
            for (int i = 0; i < 40; i++) {
                body.append('w')
                        .append(Integer.toHexString((int) Math.pow(4000, random.nextDouble())))
                        .append(' ');
            }
            body.append("\n\n");
        }
        return Map.of(
                "op",
                "upsert",
                "article",
                "article-" + number,
                "data",
                Map.of(
                        "title",
                        title(number),
                        "summary",
                        "What the harbour office says of day " + number + ".",
                        "body",
                        Map.of("markdown", body.toString()),
                        "authors",
                        List.of("Author " + number % 200),
                        "section",
                        "Section " + number % 10,
                        "tags",
                        tags,
                        "publishedAt",
                        Instant.parse("2006-01-01T00:00:00Z")
                                .plus(number, ChronoUnit.HOURS)
                                .toString(),
                        "status",
                        "published"));
    }

    private static int count(int port) throws IOException {
        try (RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(port)) {
            JsonNode list = JSON.readTree(
                    line.get("/api/articles?limit=1&count=exact", Map.of()).body());
            return list.at("/page/total").asInt();
        }
    }
}
