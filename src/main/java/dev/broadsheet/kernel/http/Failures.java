package dev.broadsheet.kernel.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.health.Readiness;

/** Refusals of parts of a request, for an answer that tells of many. */
@RequestScoped
public class Failures {

    private final ObjectMapper json;
    private final HttpServerRequest request;
    private final StorageReadiness storage;

    Failures(ObjectMapper json, HttpServerRequest request, @Readiness StorageReadiness storage) {
        this.json = json;
        this.request = request;
        this.storage = storage;
    }

    /** Whatever was thrown, as a client may see it. */
    public static Problem problem(Throwable failure) {
        return failure instanceof Problem problem
                ? problem
                : StorageFull.in(failure)
                        .or(() -> Outage.in(failure))
                        .or(() -> Collision.in(failure))
                        .orElseGet(() -> new Internal(failure));
    }

    /** As it is answered, with the trace of this request; a fault of ours goes to the log as well. */
    public ObjectNode tree(Problem problem) {
        String traceId = Trace.id(request.getHeader("traceparent"));
        ProblemWriter.log(problem, request, traceId);
        storage.note(problem);
        return json.valueToTree(ProblemView.of(problem, String.valueOf(request.path()), traceId));
    }
}
