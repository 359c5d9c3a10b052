package dev.broadsheet.kernel.http;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.json.BodyReaderInterceptor;
import dev.broadsheet.kernel.json.ConstraintViolations;
import dev.broadsheet.kernel.problem.ProblemMapper;
import dev.broadsheet.kernel.problem.ProblemWriter;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Maps every exception that leaves an endpoint to a problem response. {@link BodyReaderInterceptor} translates the JSON
 * exceptions of unreadable request bodies, so a Jackson exception that arrives here is a server error. The exception
 * types that Quarkus maps by default each need a mapper here, because the most specific mapper wins.
 */
class ExceptionMappers {

    private final ProblemWriter writer;

    @Inject
    ExceptionMappers(ProblemWriter writer) {
        this.writer = writer;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem, HttpServerRequest request) {
        return toResponse(problem, request);
    }

    private Response toResponse(Problem problem, HttpServerRequest request) {
        return writer.toResponse(RestProblems.withAccepted(problem, CurrentRequestManager.get()), request);
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException violations, HttpServerRequest request) {
        return writer.toResponse(ConstraintViolations.of(violations), request);
    }

    @ServerExceptionMapper
    public Response unknownPath(NotFoundException refusal, HttpServerRequest request) {
        return http(refusal, request);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException refusal, HttpServerRequest request) {
        if (refusal.getCause() instanceof Problem problem) {
            return toResponse(problem, request);
        }
        if (refusal.getResponse().getStatus() < 400) {
            return refusal.getResponse();
        }
        return toResponse(RestProblems.of(refusal, CurrentRequestManager.get()), request);
    }

    @ServerExceptionMapper
    public Response json(MismatchedInputException fault, HttpServerRequest request) {
        return rest(fault, request);
    }

    @ServerExceptionMapper
    public Response definition(InvalidDefinitionException fault, HttpServerRequest request) {
        return rest(fault, request);
    }

    /** RESTEasy parses Content-Type and Accept during matching, and would answer 500 if one of them is malformed. */
    @ServerExceptionMapper
    public Response unreadableType(IllegalArgumentException failure, HttpServerRequest request) {
        String message = String.valueOf(failure.getMessage());
        if (!message.startsWith("Failed to parse media type")) {
            return rest(failure, request);
        }
        String sent = request.getHeader("Content-Type");
        return toResponse(
                sent != null && message.endsWith(sent)
                        ? new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type can't be parsed.")
                        : new Problem(ProblemCode.NOT_ACCEPTABLE, "The Accept header can't be parsed."),
                request);
    }

    @ServerExceptionMapper
    public Response rest(Throwable failure, HttpServerRequest request) {
        return writer.toResponse(ProblemMapper.toProblem(failure), request);
    }
}
