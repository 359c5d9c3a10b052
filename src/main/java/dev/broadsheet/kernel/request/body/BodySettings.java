package dev.broadsheet.kernel.request.body;

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
     * The memory that the bodies of all requests together may take. One half is for bodies of at most 64 KiB; a body that
     * is larger or finds no room there arrives in a file. The other half is for processing those: a body that finds no
     * room there waits. An article costs up to forty times its size while it is processed, so this is a small share of
     * the heap. Absent: 1/64 of the heap. A single body is let in even if it is larger.
     */
    Optional<MemorySize> memory();

    /**
     * The disk space that bodies in temporary files ({@code java.io.tmpdir}) may take together. Beyond it a request is
     * answered 503.
     */
    @WithDefault("1G")
    MemorySize disk();

    /** How long a whole body waits for memory before the request is answered 503. */
    @WithDefault("30s")
    Duration maxWait();

    /**
     * A body that brings less than 1 KiB in this time is cut off with 408. In HTTP/2 it has six times as long as long as
     * other bodies arrive on the same connection.
     */
    @WithDefault("10s")
    Duration idleTimeout();
}
