package dev.broadsheet.kernel.headers;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The CORS headers. Not Quarkus' own filter: with {@code *} it repeats the origin of each request, which a shared cache
 * would then give to others, and it refuses other origins with 403 even where curl sends the header.
 */
@ApplicationScoped
public class CorsPolicy {

    private static final String ANY = "*";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String EXPOSED =
            "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Language, Preference-Applied, Cache-Status";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s]+");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final CorsSettings settings;
    private final boolean anyOrigin;

    CorsPolicy(CorsSettings settings) {
        this.settings = settings;
        this.anyOrigin = settings.origins().contains(ANY);
    }

    /** Stops the start if a setting is wrong. */
    void check(@Observes StartupEvent start) {
        if (anyOrigin && (settings.origins().size() > 1 || settings.credentials())) {
            throw new IllegalArgumentException(
                    "broadsheet.cors.origins: * excludes other origins and broadsheet.cors.credentials=true.");
        }
        for (String origin : settings.origins()) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("broadsheet.cors.origins: " + origin
                        + " is no origin. Write scheme and host, such as https://example.org, or *.");
            }
        }
        for (String method : settings.methods()) {
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException("broadsheet.cors.methods: " + method + " is none of "
                        + String.join(", ", new TreeSet<>(METHODS)) + ".");
            }
        }
    }

    /** The methods that a preflight response allows, of those of a path. */
    public Collection<String> allowed(Collection<String> methods, Collection<String> reads) {
        TreeSet<String> allowed = new TreeSet<>(methods);
        allowed.retainAll(settings.methods());
        allowed.addAll(reads);
        return allowed;
    }

    /** Adds the headers to a response, whether or not it comes from the cache. */
    void addTo(MultiMap headers, HttpServerRequest request) {
        if (anyOrigin) {
            headers.set(ALLOW_ORIGIN, ANY);
        } else {
            String vary = headers.get(HttpHeaders.VARY);
            headers.set(HttpHeaders.VARY, vary == null ? "Origin" : vary + ", Origin");
            String origin = request.getHeader("Origin");
            if (!isAllowed(origin)) {
                return;
            }
            headers.set(ALLOW_ORIGIN, origin);
            if (settings.credentials()) {
                headers.set("Access-Control-Allow-Credentials", "true");
            }
        }
        headers.set("Access-Control-Expose-Headers", EXPOSED);
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && settings.origins().contains(origin);
    }
}
