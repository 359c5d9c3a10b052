package dev.broadsheet.access.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.broadsheet.access.ForbiddenProblem;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.KeySource;
import dev.broadsheet.access.keys.KeyLookup.StoredKey;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.events.LoggedChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys in use, in memory, so that checking one costs no statement. Emptied when a key or a role changes on any node, and
 * unused while changes of other nodes may be missing. Unknown keys aren't kept: guesses would fill the memory.
 */
@ApplicationScoped
class KeyCache implements KeySource, ChangeFeed.Listener {

    private static final Set<String> SUBJECTS = Set.of("key", "role");
    private static final int MAX_KEYS = 10_000;

    /** Only a backstop, in case a key is changed by hand in the database. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final KeyLookup lookup;
    private final KeyUsage usage;
    private final ChangeFeed changes;
    private final LocalNode node;
    private final Cache<ByteBuffer, StoredKey> keys =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterWrite(KEPT).build();

    /** Counts how often the cache was emptied. Guarded by this. */
    private long generation;

    KeyCache(KeyLookup lookup, KeyUsage usage, ChangeFeed changes, LocalNode node) {
        this.lookup = lookup;
        this.usage = usage;
        this.changes = changes;
        this.node = node;
    }

    @Override
    public Optional<Key> findValid(byte[] hash, @Nullable String address, Instant now) {
        Optional<StoredKey> found = find(hash, now).filter(key -> key.isValidAt(now));
        found.ifPresent(key -> {
            if (!key.isAllowedFrom(address)) {
                throw ForbiddenProblem.because("The key may not be used from this address.");
            }
            usage.note(key.key().id(), now);
        });
        return found.map(StoredKey::key);
    }

    private Optional<StoredKey> find(byte[] hash, Instant now) {
        if (changes.state() != ChangeFeed.State.LISTENING) {
            return lookup.findValid(hash, now);
        }
        ByteBuffer name = ByteBuffer.wrap(hash);
        StoredKey known = keys.getIfPresent(name);
        if (known != null) {
            return Optional.of(known);
        }
        long before = generation();
        Optional<StoredKey> found = lookup.findValid(hash, now);
        found.ifPresent(key -> put(name, key, before));
        return found;
    }

    private synchronized long generation() {
        return generation;
    }

    /** Not if the cache was emptied meanwhile, because the key may have been read before that change. */
    private synchronized void put(ByteBuffer name, StoredKey key, long before) {
        if (generation == before) {
            keys.put(name, key);
        }
    }

    private synchronized void clear() {
        generation++;
        keys.invalidateAll();
    }

    /** A change of this node. */
    void onOwnChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
        if (SUBJECTS.contains(change.type().subject())) {
            clear();
        }
    }

    @Override
    public void onChanges(List<LoggedChange> logged) {
        // Those of this node have emptied the cache when they were committed.
        if (logged.stream().anyMatch(change -> !node.isOwn(change) && isOfKeys(change))) {
            clear();
        }
    }

    private static boolean isOfKeys(LoggedChange change) {
        return SUBJECTS.stream().anyMatch(subject -> change.type().startsWith(subject + "."));
    }

    @Override
    public void onConnectionLost(String reason) {
        clear();
    }

    @Override
    public void onChangesMissed() {
        clear();
    }

    @Override
    public void onCaughtUp() {
        clear();
    }
}
