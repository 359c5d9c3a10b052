package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.headers.CorsPolicy;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers OPTIONS with {@code Allow} (RFC 9110 section 9.3.7), {@code Accept-Patch} (RFC 5789 section 3.1) and
 * {@code Accept-Post}. RESTEasy's own response lists the methods of all paths of a class. The response to a CORS
 * preflight (Fetch standard, section 3.2) allows the read methods and those of {@code broadsheet.cors.methods}.
 */
class OptionsFilter {

    /** Lifetime of a preflight response, in seconds. */
    private static final int DAY = 86_400;

    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer";

    private final CorsPolicy cors;

    OptionsFilter(CorsPolicy cors) {
        this.cors = cors;
    }

    @ServerRequestFilter(preMatching = true)
    public @Nullable RestResponse<Void> respond(ContainerRequestContext requestContext) {
        if (!requestContext.getMethod().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        Collection<String> methods = PathEndpoints.methods(request);
        if (methods.size() == 1) {
            return null;
        }
        var response = RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.NO_CONTENT)
                .header(HttpHeaders.ALLOW, String.join(", ", methods));
        PathEndpoints.acceptHeaders(request).forEach(response::header);
        if (requestContext.getHeaderString("Access-Control-Request-Method") != null) {
            response.header(
                            "Access-Control-Allow-Methods",
                            String.join(", ", cors.allowed(methods, PathEndpoints.readMethods(request))))
                    .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                    .header("Access-Control-Max-Age", DAY);
        }
        return response.build();
    }
}
