package dev.broadsheet.kernel.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.events.RefusedRequest;
import dev.broadsheet.kernel.sql.SqlState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Writes a {@link Problem} as {@code application/problem+json}, the same bytes whether RESTEasy or the HTTP server in
 * front of it refuses the request. It writes the JSON itself instead of leaving it to content negotiation, because the
 * error must also reach a client whose Accept header was the fault.
 */
@ApplicationScoped
public class ProblemWriter {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final Logger LOG = Logger.getLogger("dev.broadsheet.problem");

    private final ObjectMapper json;
    private final Event<RefusedRequest> refused;
    private final StorageReadiness storage;

    @Inject
    ProblemWriter(ObjectMapper json, @Readiness StorageReadiness storage, Event<RefusedRequest> refused) {
        this.json = json;
        this.refused = refused;
        this.storage = storage;
    }

    public Response toResponse(Problem problem, HttpServerRequest request) {
        var response = Response.status(problem.code().status())
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(write(problem, request));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** Ends the request without RESTEasy. */
    public void end(Problem problem, HttpServerRequest request) {
        var response = request.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        problem.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(write(problem, request)));
    }

    /** The only place that logs causes: the client gets the trace id, the log gets the stack trace. */
    static void log(Problem problem, HttpServerRequest request, String traceId) {
        if (problem instanceof DatabaseUnavailable) {
            // During an outage every request fails for the same known reason, so one line without a stack trace is
            // enough. Nothing is logged for alreadyKnown(): the change feed has logged the outage.
            if (problem.getCause() != null) {
                LOG.warnf(
                        "%s %s: the database can't be reached or didn't answer in time (%s); traceId %s",
                        request.method(), request.path(), SqlState.of(problem).orElse("no connection free"), traceId);
            }
        } else if (problem instanceof StorageFull) {
            LOG.warnf("%s %s: the disk is full; traceId %s", request.method(), request.path(), traceId);
        } else if (problem.code().status() >= 500 && problem.code() != ProblemCode.BUSY) {
            LOG.errorf(problem.getCause(), "%s %s: traceId %s", request.method(), request.path(), traceId);
        }
    }

    /** The JSON for a request that is refused before its headers can be read, with a new trace id. */
    public byte[] write(Problem problem, String path) {
        return write(problem, path, TraceId.id(null));
    }

    private byte[] write(Problem problem, HttpServerRequest request) {
        String traceId = TraceId.id(request.getHeader("traceparent"));
        log(problem, request, traceId);
        storage.recordProblem(problem);
        refused.fire(new RefusedRequest(
                request, problem.code().status(), problem.code().code(), traceId));
        return write(problem, String.valueOf(request.path()), traceId);
    }

    private byte[] write(Problem problem, String path, String traceId) {
        try {
            return json.writeValueAsBytes(ProblemView.of(problem, path, traceId));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
