package dev.broadsheet.terms.editing;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.list.RelatedTerms;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/tags}. */
@Path("/api/tags")
@Tag(name = "Tags")
class TagResource extends TermResource {

    TagResource() {
        super(TermKind.TAG);
    }

    @GET
    @PublicRead
    @Path("{term}/related")
    @CacheableRead
    @Operation(
            summary = "List tags that are used together with {a term}",
            description =
                    "Other tags of its newest live articles, at most 1,000 of them; closest first. The same with and without a key.")
    @APIResponse(responseCode = "200", description = "The tags, and the number of articles examined.")
    @APIResponse(responseCode = "404", description = "Unknown, or no live article uses it or a descendant (not-found).")
    public RestResponse<RelatedTerms.RelatedTermsResponse> relatedTerms(
            @RestPath String term,
            @RestQuery @Parameter(description = "Maximum number, 1 to 100. Default: 20.", example = "20") @Nullable
                    Integer limit) {
        List<Fault> faults = new ArrayList<>();
        int maximum = PageRequest.of(limit, null, null, null, false, faults).limit();
        ParameterProblem.throwIfAny(faults);
        return RestResponse.ok(reader.related(TermKind.TAG, term, maximum));
    }
}
