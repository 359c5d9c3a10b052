package dev.broadsheet.kernel.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.sql.SqlState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Writes a {@link Problem} as {@code application/problem+json}, the same bytes whether the REST layer refuses or the
 * server in front of it. The JSON is written here and not by content negotiation, because a refusal must reach also the
 * client whose Accept header was the fault.
 */
@ApplicationScoped
public class ProblemWriter {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final Logger LOG = Logger.getLogger("dev.broadsheet.problem");

    private final ObjectMapper json;
    private final StorageReadiness storage;

    @Inject
    ProblemWriter(ObjectMapper json, @Readiness StorageReadiness storage) {
        this.json = json;
        this.storage = storage;
    }

    public Response answer(Problem problem, HttpServerRequest request) {
        var answer = Response.status(problem.code().status())
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(write(problem, request));
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    /** Ends the request here, without the REST layer. */
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

    /** The only place where a cause is shown: the client gets the id, the log gets the stack. */
    static void log(Problem problem, HttpServerRequest request, String traceId) {
        if (problem instanceof DatabaseUnavailable) {
            // Of each request, and one knows where to look: a line will do. None if it was known: the change feed has
            // told.
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

    /** For a request that was refused before its headers could be read. */
    public byte[] write(Problem problem, String path) {
        return write(problem, path, TraceId.id(null));
    }

    private byte[] write(Problem problem, HttpServerRequest request) {
        String traceId = TraceId.id(request.getHeader("traceparent"));
        log(problem, request, traceId);
        storage.recordProblem(problem);
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
