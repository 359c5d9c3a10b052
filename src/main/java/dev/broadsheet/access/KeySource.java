package dev.broadsheet.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds keys by their hash. {@code access.keys} implements it. */
public interface KeySource {

    /**
     * The key with this hash, unless it is unknown, expired or revoked.
     *
     * @param address the client's; null if it has none
     * @throws dev.broadsheet.kernel.Problem 403 if the key may not be used from the address
     */
    Optional<Key> findValid(byte[] hash, @Nullable String address, Instant now);
}
