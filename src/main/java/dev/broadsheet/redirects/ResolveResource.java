package dev.broadsheet.redirects;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/resolve}: resolves any URL that the site ever had to its current location. Needs no key. */
@Path("/api/resolve")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Redirects")
class ResolveResource {

    private final UrlResolver resolver;

    ResolveResource(UrlResolver resolver) {
        this.resolver = resolver;
    }

    @GET
    @CacheableRead
    @Operation(
            summary = "Resolve a URL",
            description =
                    "For a front-end that doesn't know a URL. Tried in this order: a redirect, with the query and then without; /api/articles/{name}; a live article with this canonicalUrl; an article whose slug, former slug, externalId or id is the last path segment, without an extension such as .html. The host counts for canonicalUrl only.")
    @APIResponse(
            responseCode = "200",
            description = "Known. status is what the site should answer, also if that is 410.")
    @APIResponse(responseCode = "404", description = "No published article or redirect ever had this URL (not-found).")
    public Resolution resolveUrl(
            @RestQuery
                    @Parameter(
                            description = "Required. An http(s) URL or a path, percent-encoded.",
                            required = true,
                            example = "https://example.org/2019/summit-ends.html")
                    @Nullable
                    String url) {
        return resolver.resolve(ResolveRequest.of(url));
    }
}
