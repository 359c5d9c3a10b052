package dev.broadsheet.access.customroles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/roles}: what the roles of keys grant. */
@Path("/api/roles")
@RequiresPermission(value = Permission.ROLES_WRITE, withoutRules = true)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class RoleResource {

    private final RoleService service;
    private final WriteExecutor writes;
    private final ObjectMapper json;

    RoleResource(RoleService service, WriteExecutor writes, ObjectMapper json) {
        this.service = service;
        this.writes = writes;
        this.json = json;
    }

    @GET
    @RequiresPermission(Permission.ROLES_READ)
    @SecurityRequirement(name = "key")
    @Operation(summary = "List roles", description = "The built-in ones, then the others by name.")
    @APIResponse(responseCode = "200", ref = "Roles")
    public RestResponse<RoleView.All> listRoles() {
        return RestResponse.ResponseBuilder.ok(service.list())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Operation(
            summary = "Create a role",
            description =
                    "permissions: names, articles.* for all of a subject, * for all, - in front to take away; the order doesn't matter. rules limit all keys of the role to some articles. A key can't put more into a role than it has itself.")
    @RequestBody(ref = "Role")
    @APIResponseSchema(value = RoleView.class, responseCode = "201", responseDescription = "Created.")
    @APIResponse(responseCode = "409", description = "There is a role with this name (duplicate).")
    public RestResponse<byte[]> createRole(JsonNode body) {
        return writes.execute(() -> {
            RoleService.Stored stored = service.create(body);
            return WriteResult.created(
                    () -> tree(stored),
                    stored.etag(),
                    "/api/roles/" + stored.view().name());
        });
    }

    @GET
    @Path("{role}")
    @RequiresPermission(Permission.ROLES_READ)
    @SecurityRequirement(name = "key")
    @Operation(summary = "Get a role", description = "By its name.")
    @APIResponse(responseCode = "200", description = "The role.")
    public RestResponse<RoleView> getRole(@RestPath String role) {
        RoleService.Stored stored = service.get(role);
        var response = RestResponse.ResponseBuilder.ok(stored.view()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return (stored.etag() == null ? response : response.header(HttpHeaders.ETAG, stored.etag())).build();
    }

    @PATCH
    @Path("{role}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Update a role",
            description =
                    "Merge patch (RFC 7396): absent members stay. Changes all keys of the role, within a second on every node.")
    @RequestBody(ref = "RolePatch")
    @APIResponseSchema(value = RoleView.class, responseDescription = "Updated.")
    @APIResponse(responseCode = "409", description = "The role is built in (conflict).")
    public RestResponse<byte[]> patchRole(@RestPath String role, JsonNode patch) {
        return writes.execute(() -> {
            RoleService.Stored stored = service.patch(role, patch);
            return WriteResult.updated(() -> tree(stored), String.valueOf(stored.etag()));
        });
    }

    @DELETE
    @Path("{role}")
    @Operation(summary = "Delete a role", description = "Not while a key that isn't revoked has it.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(responseCode = "409", description = "Built in (conflict), or keys have it (in-use).")
    public RestResponse<byte[]> deleteRole(@RestPath String role) {
        return writes.execute(() -> {
            service.delete(role);
            return WriteResult.deleted();
        });
    }

    private ObjectNode tree(RoleService.Stored stored) {
        return json.valueToTree(stored.view());
    }
}
