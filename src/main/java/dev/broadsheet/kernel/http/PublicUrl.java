package dev.broadsheet.kernel.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of this API as clients know it. It is a setting and never taken from a Host header: any client can forge
 * that header, and a shared cache would keep the forged address.
 */
@ApplicationScoped
public class PublicUrl {

    private final Optional<String> base;
    private final int port;

    PublicUrl(
            @ConfigProperty(name = "broadsheet.public-url") Optional<URI> base,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.base = base.map(PublicUrl::checked);
        this.port = port;
    }

    /** Creates the bean at startup, so that an invalid setting stops the start instead of failing the first request. */
    void check(@Observes StartupEvent start) {}

    private static String checked(URI url) {
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "broadsheet.public-url: " + url + " is no URL that begins with http:// or https://.");
        }
        return url.toString().replaceAll("/+$", "");
    }

    /**
     * For Location and Link: absolute if {@code broadsheet.public-url} is set, else the path (RFC 9110, section
     * 10.2.2).
     */
    public String of(String path) {
        return base.orElse("") + path;
    }

    /** Scheme, host and port, without a trailing slash: for command lines that users copy. */
    public String absolute() {
        return base.orElse("http://localhost:" + port);
    }
}
