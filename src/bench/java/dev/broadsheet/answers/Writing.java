package dev.broadsheet.answers;

import dev.broadsheet.testkit.Jar;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One editor who changes articles at random, publishes each change and looks at it, so many times a second, until
 * closed.
 */
final class Writing implements AutoCloseable {

    private static final Map<String, String> HEAD =
            Map.of("Authorization", "Bearer " + Jar.KEY, "Content-Type", "application/merge-patch+json");

    private final Random random;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Reply.Line line;

    Writing(int port, double perSecond, int seed) throws IOException {
        random = new Random(seed);
        line = new Reply.Line(port);
        long every = (long) (1e9 / perSecond);
        clock.scheduleAtFixedRate(this::write, every, every, TimeUnit.NANOSECONDS);
    }

    private void write() {
        String article = Stock.path(1 + random.nextInt(Stock.ARTICLES));
        try {
            Reply reply = line.ask(
                    "PATCH",
                    article,
                    HEAD,
                    "{\"title\": \"Harbour report, edition %d\", \"status\": \"published\"}"
                            .formatted(System.nanoTime()));
            line.get(article, Map.of());
            (reply.status() == 200 ? done : failed).incrementAndGet();
        } catch (IOException | RuntimeException failure) {
            failed.incrementAndGet();
        }
    }

    int done() {
        return done.get();
    }

    /** Waits for the write on its way. */
    @Override
    public void close() throws IOException {
        clock.shutdown();
        try {
            clock.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
        line.close();
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " writes failed.");
        }
    }
}
