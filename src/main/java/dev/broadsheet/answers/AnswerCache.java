package dev.broadsheet.answers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.broadsheet.kernel.Clock;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept: bounded in bytes, what is asked least goes first. A change drops those that it alters and no
 * others, and lets none in that was being made meanwhile from what was before.
 *
 * <p>Looking one up takes no lock. Keeping and dropping take one, for both must see the same index.
 */
@Singleton
public class AnswerCache {

    private static final int HEAP_SHARE = 4;

    /** Of the memory, for spellings of URLs that are not the normal one. */
    private static final int SPELLINGS_SHARE = 20;

    /** A change that found more of them while the oldest answer was made: that answer isn't kept. */
    private static final int MAX_REMEMBERED = 10_000;

    private record Numbered(long number, Alteration alteration) {}

    private final long maxBytes;
    private final Clock clock;
    private final Cache<String, Answer> answers;
    private final Cache<String, String> spellings;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    // All behind the lock:
    private final SourceIndex index = new SourceIndex();
    private final Set<Flight> flying = new HashSet<>();
    private final Deque<Numbered> remembered = new ArrayDeque<>();
    private long changes;
    private long forgotten;

    AnswerCache(AnswersSettings settings, Clock clock) {
        this.maxBytes = settings.maxBytes()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(maxBytes - maxBytes / SPELLINGS_SHARE)
                .weigher((String url, Answer answer) -> answer.size())
                // Not at once: it would hold a lock of the map's and want ours.
                .removalListener((url, answer, cause) -> {
                    if (answer != null && cause.wasEvicted()) {
                        forget(answer);
                    }
                })
                .build();
        this.spellings = Caffeine.newBuilder()
                .maximumWeight(maxBytes / SPELLINGS_SHARE)
                .weigher((String spelling, String url) -> 2 * (spelling.length() + url.length()) + 150)
                .build();
    }

    /** Whether anything is kept at all. */
    public boolean isOn() {
        return maxBytes > 0;
    }

    /** @param asked the URL as it was sent, with the representation */
    @Nullable
    Answer find(String asked) {
        Answer answer = answers.getIfPresent(asked);
        if (answer == null) {
            String url = spellings.getIfPresent(asked);
            answer = url == null ? null : answers.getIfPresent(url);
        }
        return answer != null && answer.isCurrent(clock.millis()) ? answer : null;
    }

    /** The same in another spelling than any that was seen before. */
    @Nullable
    Answer find(String asked, String url) {
        if (asked.equals(url)) {
            return null;
        }
        Answer answer = find(url);
        if (answer != null) {
            spellings.put(asked, url);
        }
        return answer;
    }

    /** The flight that makes an answer just now, or the one that begins with this. */
    Flight board(String url, Flight mine) {
        Flight other = flights.putIfAbsent(url, mine);
        return other == null ? mine : other;
    }

    Flight takeOff(String url) {
        synchronized (lock) {
            Flight flight = new Flight(url, changes);
            flying.add(flight);
            return flight;
        }
    }

    /** Nothing comes of it that could be kept, or it has come. Twice is once. */
    void land(Flight flight, @Nullable Answer answer) {
        flights.remove(flight.url(), flight);
        synchronized (lock) {
            if (flying.remove(flight)) {
                forgetChanges();
            }
        }
        flight.land(answer);
    }

    /** Unless a change came since the flight began that alters it. */
    boolean keep(Flight flight, Answer answer) {
        synchronized (lock) {
            if (!flying.contains(flight) || flight.since() < forgotten || isOutdated(flight, answer)) {
                return false;
            }
            Answer former = answers.asMap().put(answer.url(), answer);
            if (former != null) {
                index.remove(former);
            }
            index.add(answer);
            return true;
        }
    }

    /** After a packed form was added. */
    void weigh(Answer answer) {
        answers.asMap().computeIfPresent(answer.url(), (url, kept) -> kept);
    }

    private boolean isOutdated(Flight flight, Answer answer) {
        return remembered.stream()
                .anyMatch(change ->
                        change.number() > flight.since() && answer.origin().isAlteredBy(change.alteration()));
    }

    /** When this returns, nobody gets an outdated answer any more. */
    public void drop(Collection<? extends Alteration> alterations) {
        if (!isOn() || alterations.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (Alteration alteration : alterations) {
                changes++;
                if (!flying.isEmpty()) {
                    remembered.add(new Numbered(changes, alteration));
                }
                index.altered(alteration).forEach(this::drop);
            }
            if (remembered.size() > MAX_REMEMBERED) {
                remembered.clear();
                forgotten = changes;
            }
        }
        flights.clear();
    }

    /** When it isn't known what has changed. */
    public void dropAll() {
        synchronized (lock) {
            changes++;
            forgotten = changes;
            remembered.clear();
            new ArrayList<>(answers.asMap().values()).forEach(this::drop);
        }
        flights.clear();
    }

    private void drop(Answer answer) {
        answer.outdate();
        answers.asMap().remove(answer.url(), answer);
        index.remove(answer);
        dropped.increment();
    }

    private void forget(Answer answer) {
        synchronized (lock) {
            index.remove(answer);
        }
    }

    /** Those that no flight needs any more. */
    private void forgetChanges() {
        long oldest = flying.stream().mapToLong(Flight::since).min().orElse(changes);
        while (!remembered.isEmpty() && remembered.peekFirst().number() <= oldest) {
            remembered.removeFirst();
        }
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    Counts counts() {
        answers.cleanUp();
        return new Counts(
                hits.sum(),
                misses.sum(),
                dropped.sum(),
                answers.estimatedSize(),
                answers.policy()
                        .eviction()
                        .map(bound -> bound.weightedSize().orElse(0))
                        .orElse(0L));
    }

    List<String> urls() {
        return List.copyOf(answers.asMap().keySet());
    }

    /** What has come of it since the start, and what is kept now. */
    record Counts(long hits, long misses, long dropped, long answers, long bytes) {}
}
