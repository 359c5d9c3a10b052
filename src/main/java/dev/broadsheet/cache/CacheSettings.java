package dev.broadsheet.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How live answers are kept, and for how long others may keep them. */
@ConfigMapping(prefix = "broadsheet.answers")
public interface CacheSettings {

    /**
     * The memory that answers may take, heads and indexes included; a quarter of the heap if it isn't said, and more than
     * a third leaves too little for making them. Ten thousand articles of 3 KB take about 120 MB. 0 keeps none.
     */
    Optional<MemorySize> maxBytes();

    /** Told to browsers: they don't hear of changes. Never beyond the next scheduled change. */
    @WithDefault("5S")
    Duration maxAge();

    /** Told to shared caches; more where something purges them by Surrogate-Key or Cache-Tag. */
    @WithDefault("30S")
    Duration sharedMaxAge();

    /** How much longer they may answer with what they have while they fetch it anew. */
    @WithDefault("30S")
    Duration staleWhileRevalidate();

    /** How long a last known answer is better than none: for caches, and for this process while it has no database. */
    @WithDefault("24H")
    Duration staleIfError();
}
