package dev.broadsheet.kernel.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How much a request may bring. What a body costs while it is read grows with its size. */
@ConfigMapping(prefix = "broadsheet.body")
public interface BodySettings {

    /** The largest article is 2 MiB; as JSON with its escapes it may be twice that. */
    @WithDefault("4M")
    MemorySize max();

    /** Paths that read their body piece by piece and so take more. */
    Map<String, MemorySize> larger();
}
