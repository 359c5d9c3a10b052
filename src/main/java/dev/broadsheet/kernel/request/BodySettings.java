package dev.broadsheet.kernel.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Limits on request bodies. */
@ConfigMapping(prefix = "broadsheet.body")
public interface BodySettings {

    /** The largest body. An article has at most 2 MiB; as JSON with its escapes it may be twice that. */
    @WithDefault("4M")
    MemorySize max();

    /** The largest body of single paths, in place of {@link #max}. */
    Map<String, MemorySize> maxFor();

    /**
     * The memory that the bodies of all requests together may take: one half while they arrive, the other half while
     * they are worked on. A body that finds no room in the first half arrives in a file; one that finds no room in the
     * second waits. An article costs up to forty times its size while it is worked on, so this is a small share of the
     * heap. Absent: 1/64 of the heap. A single body is let in even if it is larger.
     */
    Optional<MemorySize> memory();

    /** The disk space that bodies in temporary files may take together. Beyond it a request is answered 503. */
    @WithDefault("1G")
    MemorySize disk();

    /** How long a whole body waits for memory before the request is answered 503. */
    @WithDefault("30s")
    Duration maxWait();

    /** A body that brings less than 1 KiB in this time is cut off with 408. */
    @WithDefault("10s")
    Duration idleTimeout();
}
