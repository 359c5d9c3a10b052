package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.problem.ProblemWriter;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Checks {@code If-Unmodified-Since} of a read (RFC 9110 section 13.1.4) against the {@code Last-Modified} of its
 * response. Runs before {@code ResponseCacheFilter} stores the response. {@link Preconditions} checks writes.
 */
class ReadPreconditionFilter {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int OK = 200;

    private final ProblemWriter writer;

    @Inject
    ReadPreconditionFilter(ProblemWriter writer) {
        this.writer = writer;
    }

    @ServerResponseFilter(priority = Priorities.USER + 1)
    public void check(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest connection) {
        List<String> since = request.getHeaders().get(HttpHeaders.IF_UNMODIFIED_SINCE);
        if (since == null
                || response.getStatus() != OK
                || !READS.contains(request.getMethod())
                || request.getHeaders().containsKey(HttpHeaders.IF_MATCH)) {
            return;
        }
        HttpDate.parse(response.getHeaderString(HttpHeaders.LAST_MODIFIED))
                .filter(modified -> HttpDate.isAfter(modified, since))
                .map(modified -> writer.toResponse(Preconditions.modifiedSince(modified), connection))
                .ifPresent(refusal -> replace(response, refusal));
    }

    /** Headers first: headers that are set after the status are not sent. */
    private static void replace(ContainerResponseContext response, Response by) {
        response.getHeaders().clear();
        response.getHeaders().putAll(by.getHeaders());
        response.setStatus(by.getStatus());
        response.setEntity(by.getEntity());
    }
}
