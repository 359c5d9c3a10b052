package dev.broadsheet.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much of the published responses is cached, and how long clients and shared caches may keep them. */
@ConfigMapping(prefix = "broadsheet.answers")
public interface CacheSettings {

    /**
     * Memory for cached responses, including headers and indexes. Default: a quarter of the heap; more than a third
     * leaves too little for building responses. Ten thousand articles of 3 KB take about 120 MB. 0 disables the cache.
     */
    Optional<MemorySize> maxBytes();

    /** max-age for browsers, which can't be purged. Never beyond the next scheduled change. */
    @WithDefault("5S")
    Duration maxAge();

    /** s-maxage for shared caches. Choose a longer time if they are purged by Surrogate-Key or Cache-Tag. */
    @WithDefault("30S")
    Duration sharedMaxAge();

    /** stale-while-revalidate: how long shared caches may serve an expired response while they fetch a new one. */
    @WithDefault("30S")
    Duration staleWhileRevalidate();

    /** stale-if-error for caches; also how long this process serves cached responses while it has no database. */
    @WithDefault("24H")
    Duration staleIfError();
}
