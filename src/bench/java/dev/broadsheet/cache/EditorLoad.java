package dev.broadsheet.cache;

import dev.broadsheet.cache.http.RawResponse;
import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few editors who change articles at random, publish each change and read it, at a fixed total rate, until closed. A
 * single editor would wait for the disk and fall behind.
 */
final class EditorLoad implements AutoCloseable {

    private static final int EDITORS = 4;

    private static final Map<String, String> HEAD =
            Map.of("Authorization", "Bearer " + AppProcess.KEY, "Content-Type", "application/merge-patch+json");

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(EDITORS);
    private final List<RawResponse.KeepAliveConnection> lines = new ArrayList<>();

    EditorLoad(int port, double perSecond) throws IOException {
        long every = (long) (1e9 / perSecond);
        for (int editor = 0; editor < EDITORS; editor++) {
            RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(port);
            lines.add(line);
            Random random = new Random();
            clock.scheduleAtFixedRate(
                    () -> write(line, random), (editor + 1) * every, EDITORS * every, TimeUnit.NANOSECONDS);
        }
    }

    private void write(RawResponse.KeepAliveConnection line, Random random) {
        String article = ArticleStock.path(1 + random.nextInt(ArticleStock.ARTICLES));
        try {
            RawResponse reply = line.ask(
                    "PATCH",
                    article,
                    HEAD,
                    "{\"title\": \"%s\", \"status\": \"published\"}"
                            .formatted(ArticleStock.title(random.nextInt(ArticleStock.EDITIONS))));
            line.get(article, Map.of());
            (reply.status() == 200 ? done : failed).incrementAndGet();
        } catch (IOException | RuntimeException failure) {
            failed.incrementAndGet();
        }
    }

    int done() {
        return done.get();
    }

    /** Waits for running writes. */
    @Override
    public void close() throws IOException {
        clock.shutdown();
        try {
            clock.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
        for (RawResponse.KeepAliveConnection line : lines) {
            line.close();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " writes failed.");
        }
    }
}
