package dev.broadsheet.kernel.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON of every error response (RFC 9457). {@code type} is a relative reference, so it resolves on any host and
 * behind any proxy.
 *
 * @param instance the path of the request, unchanged
 * @param code stable, kebab-case: programs decide by it
 * @param traceId finds the request in the log; the caller's own if a {@code traceparent} header was sent
 * @param errors every fault of the request; absent if there are none
 * @param members extension members of this problem, written beside the others
 */
@Schema(name = "Problem", description = "An error (RFC 9457).", additionalProperties = Object.class)
public record ProblemView(
        @Schema(examples = "/problems/invalid-parameter") String type,
        @Schema(examples = "Invalid parameter") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "limit must be from 1 to 100.") String detail,
        @Schema(examples = "/api/articles") String instance,
        @Schema(examples = "invalid-parameter") String code,

        @Schema(examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        String traceId,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

    static ProblemView of(Problem problem, String instance, String traceId) {
        ProblemCode code = problem.code();
        return new ProblemView(
                code.page(),
                code.title(),
                code.status(),
                problem.detail(),
                instance,
                code.code(),
                traceId,
                problem.faults(),
                problem.members());
    }
}
