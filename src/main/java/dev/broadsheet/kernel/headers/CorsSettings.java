package dev.broadsheet.kernel.headers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which scripts of other sites may call the API from a browser (CORS, Fetch standard, section 3.2). */
@ConfigMapping(prefix = "broadsheet.cors")
public interface CorsSettings {

    /**
     * The origins, such as {@code https://example.org}, or {@code *} for all. There are no cookies, and a key must be
     * sent on purpose, so {@code *} grants nothing that curl hasn't. The cost of a list: responses vary by {@code
     * Origin}, so a shared cache keeps one for each.
     */
    @WithDefault("*")
    Set<String> origins();

    /** The methods, besides queries that are sent as POST. Choose more for an editor that runs in a browser. */
    @WithDefault("GET,HEAD")
    Set<String> methods();

    /** Whether browsers may send credentials, as clients behind a proxy with its own sign-in do. Not with {@code *}. */
    @WithDefault("false")
    boolean credentials();
}
