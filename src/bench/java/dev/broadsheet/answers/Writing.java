package dev.broadsheet.answers;

import dev.broadsheet.testkit.Jar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One editor who changes articles at random and publishes each change, so many times a second, until closed. */
final class Writing implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(7);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final int port;

    Writing(int port, double perSecond) {
        this.port = port;
        long every = (long) (1e9 / perSecond);
        clock.scheduleAtFixedRate(this::write, every, every, TimeUnit.NANOSECONDS);
    }

    private void write() {
        String article = Stock.path(1 + random.nextInt(Stock.ARTICLES));
        try {
            int status = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + article))
                                    .header("Authorization", "Bearer " + Jar.KEY)
                                    .header("Content-Type", "application/merge-patch+json")
                                    .method(
                                            "PATCH",
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"title\": \"Harbour report, edition %d\", \"status\": \"published\"}"
                                                            .formatted(System.nanoTime())))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            (status == 200 ? done : failed).incrementAndGet();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            failed.incrementAndGet();
        }
    }

    int done() {
        return done.get();
    }

    /** Waits for the write on its way. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " writes failed.");
        }
    }
}
