package dev.broadsheet.site;

import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.http.HtmlResponse;
import dev.broadsheet.kernel.request.PublicRead;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The page behind the {@code type} of a problem (RFC 9457 section 3.1.1): the meaning of the code and what to do about
 * it.
 */
@Path("/problems")
@PublicRead
@Tag(name = "About")
class ProblemResource {

    private final Template problem;
    private final Template problems;

    @Inject
    ProblemResource(Template problem, Template problems) {
        this.problem = problem;
        this.problems = problems;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Vary", value = "Accept")
    @APIResponse(responseCode = "200", ref = "Problems")
    @Operation(summary = "List problem codes", description = "All values of code in problem documents.")
    public List<ProblemKind> listProblems() {
        return Arrays.stream(ProblemCode.values()).map(ProblemKind::of).toList();
    }

    /** If Accept allows both types, RESTEasy chooses the method whose name sorts first, so the response is JSON. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> problemsPage() {
        return HtmlResponse.of(problems.data("problems", listProblems()));
    }

    @GET
    @Path("/{code}")
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Vary", value = "Accept")
    @Operation(
            summary = "Get a problem code",
            description = "The type of a problem document is this URL. text/html is a page for people.")
    @APIResponse(responseCode = "200", description = "Its meaning, and what to do about it.")
    public ProblemKind getProblem(@RestPath @Parameter(example = "not-found") String code) {
        return ProblemKind.named(code).orElseThrow(() -> new NotFoundProblem("problem", code));
    }

    @GET
    @Path("/{code}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(@RestPath String code) {
        return HtmlResponse.of(problem.data("problem", getProblem(code)));
    }
}
