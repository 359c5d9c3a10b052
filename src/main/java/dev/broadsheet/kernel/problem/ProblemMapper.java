package dev.broadsheet.kernel.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.InternalProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.events.RefusedRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import org.eclipse.microprofile.health.Readiness;

/** Maps exceptions to problems, and problems to JSON for responses that contain several. */
@RequestScoped
public class ProblemMapper {

    private final ObjectMapper json;
    private final Event<RefusedRequest> refused;
    private final HttpServerRequest request;
    private final StorageReadiness storage;

    ProblemMapper(
            ObjectMapper json,
            HttpServerRequest request,
            @Readiness StorageReadiness storage,
            Event<RefusedRequest> refused) {
        this.json = json;
        this.refused = refused;
        this.request = request;
        this.storage = storage;
    }

    /** The problem that the client sees for an exception. */
    public static Problem toProblem(Throwable failure) {
        return failure instanceof Problem problem
                ? problem
                : StorageFull.from(failure)
                        .or(() -> DatabaseUnavailable.from(failure))
                        .or(() -> DatabaseConflict.from(failure))
                        .orElseGet(() -> new InternalProblem(failure));
    }

    /** The problem as JSON with the trace id of this request. Server errors are logged as well. */
    public ObjectNode toJson(Problem problem) {
        String traceId = TraceId.id(request.getHeader("traceparent"));
        ProblemWriter.log(problem, request, traceId);
        storage.recordProblem(problem);
        refused.fire(new RefusedRequest(
                request, problem.code().status(), problem.code().code(), traceId));
        return json.valueToTree(ProblemView.of(problem, String.valueOf(request.path()), traceId));
    }
}
