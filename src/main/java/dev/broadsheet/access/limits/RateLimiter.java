package dev.broadsheet.access.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.broadsheet.kernel.Clock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The token buckets of one policy: one for each client and rate. Thread-safe. */
final class RateLimiter {

    /** A bucket takes about 500 bytes. Beyond this number the least used buckets are forgotten. */
    private static final int MAX_BUCKETS = 50_000;

    private final String policy;
    private final TimeMeter time;
    private final Counter refused;

    /** A bucket that was not used for its window is full again, so it can be forgotten. */
    private final Cache<Client, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfter(Expiry.<Client, Bucket>accessing(
                    (client, bucket) -> client.rate().window()))
            .build();

    /** @param rate part of the key, so that a changed rate begins with a new bucket */
    private record Client(Object id, Rate rate) {}

    /** @param policy its name in headers and metrics */
    RateLimiter(String policy, Clock clock, MeterRegistry meters) {
        this.policy = policy;
        this.time = new ClockMeter(clock);
        this.refused = Counter.builder("broadsheet.limits.refused")
                .description("Requests answered 429.")
                .tag("policy", policy)
                .register(meters);
    }

    /** Takes one request from the client's quota. */
    Quota take(Object client, Rate rate) {
        if (rate.isOff()) {
            return Quota.unlimited(policy);
        }
        ConsumptionProbe probe =
                buckets.get(new Client(client, rate), this::newBucket).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            refused.increment();
        }
        return new Quota(
                policy,
                rate,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Whether nothing is left of the client's quota. Takes nothing and makes no bucket. */
    boolean isExhausted(Object client, Rate rate) {
        Bucket bucket = rate.isOff() ? null : buckets.getIfPresent(new Client(client, rate));
        return bucket != null && bucket.getAvailableTokens() < 1;
    }

    private Bucket newBucket(Client client) {
        Rate rate = client.rate();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
