package dev.broadsheet.kernel.headers;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Adds the headers that all responses have, when the head of a response is written: to cached responses, errors and
 * Quarkus' own pages as well. A response that has such a header keeps it. Headers that never depend on the request are
 * in {@code application.properties}.
 */
@ApplicationScoped
class ResponseHeaders {

    private static final String CONTENT_POLICY = "Content-Security-Policy";

    /** Of data: a browser that shows it as a page loads nothing, runs nothing, and shows it in no frame. */
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private static final String PAGE_POLICY = "frame-ancestors 'none'";
    private static final String FILES = "/files/";

    private final CorsPolicy cors;
    private final boolean onlyTls;

    ResponseHeaders(CorsPolicy cors, @ConfigProperty(name = "broadsheet.public-url") Optional<URI> publicUrl) {
        this.cors = cors;
        this.onlyTls = publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Before the cache, which ends the request. */
    void register(@Observes @Priority(-1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(head -> add(context));
            context.next();
        });
    }

    private void add(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        // As it was sent: normalizing fails for a URL that can't be decoded.
        String path = request.path();
        boolean file = path.startsWith(FILES);
        if (file || path.startsWith("/api/")) {
            cors.addTo(headers, request);
        }
        if (file) {
            headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (!headers.contains(CONTENT_POLICY)) {
            String type = headers.get(HttpHeaders.CONTENT_TYPE);
            headers.set(CONTENT_POLICY, type != null && type.startsWith("text/html") ? PAGE_POLICY : DATA_POLICY);
        }
        if (onlyTls) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
