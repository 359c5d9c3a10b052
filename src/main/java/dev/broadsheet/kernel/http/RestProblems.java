package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.InternalProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Problems for the requests that RESTEasy itself refuses: unknown path, wrong method, wrong media type. */
final class RestProblems {

    private RestProblems() {}

    static Problem of(WebApplicationException refusal, ResteasyReactiveRequestContext request) {
        return switch (refusal.getResponse().getStatus()) {
            case 404 -> new Problem(ProblemCode.NOT_FOUND, "There is nothing at this path.");
            case 405 -> methodNotAllowed(request);
            case 406 -> notAcceptable(request);
            case 415 -> unsupported(request);
            case 413 -> new Problem(ProblemCode.TOO_LARGE, "A part of the form is larger than this URL takes.");
            case 503 -> new Problem(ProblemCode.UNAVAILABLE, "Try again shortly.").header("Retry-After", "5");
            default ->
                refusal.getResponse().getStatus() < 500
                        ? new Problem(ProblemCode.MALFORMED, "The request can't be read.")
                        : new InternalProblem(refusal);
        };
    }

    private static Problem methodNotAllowed(ResteasyReactiveRequestContext request) {
        String allowed = String.join(", ", PathEndpoints.methods(request));
        return new Problem(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "This URL does not take " + request.getMethod() + ". It takes: " + allowed + ".")
                .header(HttpHeaders.ALLOW, allowed);
    }

    private static Problem notAcceptable(ResteasyReactiveRequestContext request) {
        List<String> types = PathEndpoints.produces(request, request.getMethod());
        return new Problem(
                ProblemCode.NOT_ACCEPTABLE,
                types.isEmpty()
                        ? "This URL has no form that the Accept header allows."
                        : "This URL answers: " + String.join(", ", types) + ".");
    }

    private static Problem unsupported(ResteasyReactiveRequestContext request) {
        String types = String.join(", ", PathEndpoints.consumes(request, request.getMethod()));
        return new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This URL reads: " + types + ".");
    }

    /** Adds the media types that the URL reads to a 415, unless the body's Content-Encoding caused it. */
    static Problem withAccepted(Problem problem, ResteasyReactiveRequestContext request) {
        if (problem.code() != ProblemCode.UNSUPPORTED_MEDIA_TYPE
                || problem.headers().containsKey(HttpHeaders.ACCEPT_ENCODING)) {
            return problem;
        }
        String types = String.join(", ", PathEndpoints.consumes(request, request.getMethod()));
        if (!types.isEmpty()) {
            // RFC 9110 section 12.5.1: Accept in a response lists the types that a later request may send.
            problem.header(HttpHeaders.ACCEPT, types);
        }
        PathEndpoints.acceptHeaders(request).forEach(problem::header);
        return problem;
    }
}
