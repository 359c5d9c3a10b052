package dev.broadsheet.kernel.request.body;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Limits on request bodies. */
@ConfigMapping(prefix = "broadsheet.body")
public interface BodySettings {

    /** The maximum body size. An article has at most 2 MiB; as JSON with its escapes it may be twice that. */
    @WithDefault("4M")
    MemorySize max();

    /**
     * The maximum body size of single endpoints, in place of {@link #max}. A key is a path, or a method and a path that
     * may end in a {@code *} for its last segment, such as {@code PUT /api/media/*}.
     */
    Map<String, MemorySize> maxFor();

    /** The endpoints that also take a form with files: a method and a path as for {@link #maxFor}. */
    Set<String> forms();

    /** The maximum size of a form with files ({@code multipart/form-data}) at {@link #forms}. */
    @WithDefault("256M")
    MemorySize maxForm();

    /**
     * The memory that the bodies of all requests together may take. One half is for bodies of at most 64 KiB; a body
     * that is larger, or doesn't fit there, is received in a file. The other half is for processing bodies in files: a
     * body that doesn't fit there waits. An article costs up to forty times its size while it is processed, so this is
     * a small share of the heap. Default: 1/64 of the heap. A single body is admitted even if it is larger.
     */
    Optional<MemorySize> memory();

    /**
     * The disk space that bodies in temporary files ({@code java.io.tmpdir}) may take together. Requests that exceed it
     * are answered 503.
     */
    @WithDefault("1G")
    MemorySize disk();

    /** How long a completely received body waits for memory before the request is answered 503. */
    @WithDefault("30s")
    Duration maxWait();

    /**
     * If less than 1 KiB of a body arrives in this time, the request is answered 408. In HTTP/2 the time is six times
     * as long while other bodies arrive on the same connection.
     */
    @WithDefault("10s")
    Duration idleTimeout();
}
