package dev.broadsheet.kernel.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of this API as clients know it. It is a setting and never taken from a Host header, which any client can
 * make up and a shared cache would keep.
 */
@ApplicationScoped
public class PublicUrl {

    private final Optional<String> base;
    private final int port;

    PublicUrl(
            @ConfigProperty(name = "broadsheet.public-url") Optional<URI> base,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.base = base.map(url -> url.toString().replaceAll("/+$", ""));
        this.port = port;
    }

    /** For Location and Link: absolute if the setting is there, else the path itself (RFC 9110, section 10.2.2). */
    public String of(String path) {
        return base.orElse("") + path;
    }

    /** Scheme, host and port, without a slash at the end: for commands to copy. */
    public String absolute() {
        return base.orElse("http://localhost:" + port);
    }
}
