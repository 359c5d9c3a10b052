package dev.broadsheet.terms.editing;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.list.RelatedTerms;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
    @Path("{term}/related")
    @CacheableRead
    @Operation(
            summary = "Tags that go with {a term}",
            description =
                    "Which tags its newest live articles carry as well, a thousand of them at most; the closest first. The same for everybody, with a key or without.")
    @APIResponse(responseCode = "200", description = "The tags, and how many articles were looked at.")
    @APIResponse(
            responseCode = "404",
            description = "Unknown, or no live article carries it or anything below it (not-found).")
    public RestResponse<RelatedTerms.RelatedTermsResponse> relatedTerms(
            @RestPath String term,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 if not given.", example = "20") @Nullable
                    Integer limit) {
        return relatedTo(term, limit);
    }
}
