package dev.broadsheet.redirects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/redirects}: redirects made by editors. Front-ends use {@code /api/resolve}. */
@Path("/api/redirects")
@RequiresPermission(Permission.REDIRECTS_WRITE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "key")
@Tag(name = "Redirects")
class RedirectResource {

    private final RedirectService service;
    private final RedirectQueries queries;
    private final PageLinks links;
    private final WriteExecutor writes;
    private final ObjectMapper json;

    RedirectResource(
            RedirectService service,
            RedirectQueries queries,
            PageLinks links,
            WriteExecutor writes,
            ObjectMapper json) {
        this.service = service;
        this.queries = queries;
        this.links = links;
        this.writes = writes;
        this.json = json;
    }

    @GET
    @RequiresPermission(Permission.REDIRECTS_READ)
    @Operation(summary = "List redirects", description = "Sorted by from. Needs a key.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<RedirectView>> listRedirects(
            @RestQuery @Parameter(description = "Prefix of from.", example = "/2019/") @Nullable String from,
            @BeanParam PageRequest.Parameters page) {
        List<Fault> faults = new ArrayList<>();
        PageRequest request = page.read(faults);
        String prefix = from == null ? null : SitePath.spell(from).orElse(null);
        if (from != null && prefix == null) {
            faults.add(Fault.in("from", "invalid-value", "from takes the beginning of a path, with its first /."));
        }
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<RedirectView>> response = links.toResponse(queries.list(prefix, request));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    @POST
    @Operation(
            summary = "Create a redirect",
            description =
                    "From a path of the site to another path, a URL, an article (its renames are followed), or with status 410 to nothing. Chains are resolved: the target is followed to its end, and redirects to from lead to the new target. from is stored in normal form.")
    @RequestBody(ref = "Redirect")
    @APIResponseSchema(value = RedirectView.class, responseCode = "201", responseDescription = "Created.")
    @APIResponse(responseCode = "409", description = "from has a redirect already (duplicate).")
    public RestResponse<byte[]> createRedirect(JsonNode body) {
        return writes.execute(() -> {
            RedirectQueries.Stored stored = service.create(body);
            return WriteResult.created(
                    () -> tree(stored),
                    stored.etag(),
                    "/api/redirects/" + stored.view().id());
        });
    }

    @GET
    @RequiresPermission(Permission.REDIRECTS_READ)
    @Path("{redirect}")
    @Operation(summary = "Get a redirect", description = "By id. Needs a key.")
    @APIResponse(responseCode = "200", description = "The redirect.")
    public RestResponse<RedirectView> getRedirect(@RestPath String redirect) {
        RedirectQueries.Stored stored =
                queries.get(Ids.parse(redirect).orElseThrow(() -> new NotFoundProblem("redirect", redirect)));
        return RestResponse.ResponseBuilder.ok(stored.view())
                .header(HttpHeaders.ETAG, stored.etag())
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(stored.view().updatedAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @Path("{redirect}")
    @Operation(
            summary = "Replace a redirect",
            description = "Absent members are cleared; status defaults to 308. Identical content keeps the ETag.")
    @RequestBody(ref = "Redirect")
    @APIResponseSchema(value = RedirectView.class, responseDescription = "Replaced.")
    @APIResponse(responseCode = "409", description = "from has a redirect already (duplicate).")
    public RestResponse<byte[]> putRedirect(@RestPath String redirect, JsonNode body) {
        return writes.execute(() -> changed(service.put(redirect, body)));
    }

    @PATCH
    @Path("{redirect}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "Update a redirect", description = "Merge patch (RFC 7396): absent members stay.")
    @RequestBody(ref = "RedirectPatch")
    @APIResponseSchema(value = RedirectView.class, responseDescription = "Updated.")
    @APIResponse(responseCode = "409", description = "from has a redirect already (duplicate).")
    public RestResponse<byte[]> patchRedirect(@RestPath String redirect, JsonNode patch) {
        return writes.execute(() -> changed(service.patch(redirect, patch)));
    }

    @DELETE
    @Path("{redirect}")
    @Operation(summary = "Delete a redirect", description = "Redirects that led to it keep their resolved target.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    public RestResponse<byte[]> deleteRedirect(@RestPath String redirect) {
        return writes.execute(() -> {
            service.delete(redirect);
            return WriteResult.deleted();
        });
    }

    private WriteResult changed(RedirectQueries.Stored stored) {
        return WriteResult.updated(() -> tree(stored), stored.etag());
    }

    private ObjectNode tree(RedirectQueries.Stored stored) {
        return json.valueToTree(stored.view());
    }
}
