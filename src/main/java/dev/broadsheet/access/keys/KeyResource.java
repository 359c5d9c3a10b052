package dev.broadsheet.access.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** {@code /api/keys}: makes, changes, rotates and revokes keys. */
@Path("/api/keys")
@RequiresPermission(Permission.KEYS_WRITE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class KeyResource {

    private final KeyService service;
    private final KeyQueries queries;
    private final WriteExecutor writes;
    private final PageLinks links;
    private final ObjectMapper json;

    KeyResource(KeyService service, KeyQueries queries, WriteExecutor writes, PageLinks links, ObjectMapper json) {
        this.service = service;
        this.queries = queries;
        this.writes = writes;
        this.links = links;
        this.json = json;
    }

    @GET
    @RequiresPermission(Permission.KEYS_READ)
    @Operation(
            summary = "List keys",
            description = "Newest first, without their tokens. Revoked keys are listed with revoked=true.")
    @APIResponse(responseCode = "200", description = "A page.")
    @SecurityRequirement(name = "key")
    public RestResponse<Page<KeyView>> listKeys(
            @RestQuery @DefaultValue("false") @Parameter(description = "true: only revoked keys.", example = "false")
                    boolean revoked,
            @BeanParam PageRequest.Parameters pages) {
        List<Fault> faults = new ArrayList<>();
        PageRequest page = pages.read(faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<KeyView>> response = links.toResponse(queries.page(revoked, page));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    @POST
    @Operation(
            summary = "Create a key",
            description =
                    "key in the response is the token. It is shown only once and never stored: a repeat with the same Idempotency-Key gets null. A key can't grant more than it has itself, and the keys that it made lose what it loses.")
    @RequestBody(ref = "NewKey")
    @APIResponseSchema(value = KeyView.Issued.class, responseCode = "201", responseDescription = "Created.")
    public RestResponse<byte[]> createKey(JsonNode body) {
        return writes.execute(() -> {
            KeyService.Issued issued = service.create(body);
            return WriteResult.created(() -> tree(issued.key()), issued.key().etag(), "/api/keys/" + issued.key().id)
                    .withSecrets(Map.of("key", issued.token()));
        });
    }

    @GET
    @Path("{key}")
    @RequiresPermission(Permission.KEYS_READ)
    @Operation(summary = "Get a key", description = "By id, without its token.")
    @APIResponse(responseCode = "200", description = "The key.")
    @SecurityRequirement(name = "key")
    public RestResponse<KeyView> getKey(@RestPath String key) {
        AccessKey stored = KeyService.require(key);
        return RestResponse.ResponseBuilder.ok(queries.view(stored))
                .header(HttpHeaders.ETAG, stored.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PATCH
    @Path("{key}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Update a key",
            description =
                    "Merge patch (RFC 7396): absent members stay. Takes effect within a second on every node. A key can't change itself.")
    @RequestBody(ref = "KeyPatch")
    @APIResponseSchema(value = KeyView.class, responseDescription = "Updated.")
    @APIResponse(responseCode = "409", description = "The key is revoked (conflict).")
    public RestResponse<byte[]> patchKey(@RestPath String key, JsonNode patch) {
        return writes.execute(() -> {
            AccessKey changed = service.patch(key, patch);
            return WriteResult.updated(() -> tree(changed), changed.etag());
        });
    }

    @DELETE
    @Path("{key}")
    @Operation(
            summary = "Revoke a key",
            description =
                    "For good, within a second on every node. The keys that were made with it stay valid unless made=true.")
    @APIResponse(responseCode = "204", description = "Revoked.")
    public RestResponse<byte[]> revokeKey(
            @RestPath String key,
            @RestQuery
                    @DefaultValue("false")
                    @Parameter(description = "true: also the keys that were made with it.", example = "true")
                    boolean made) {
        return writes.execute(() -> {
            service.revoke(key, made);
            return WriteResult.deleted();
        });
    }

    @POST
    @Path("{key}/rotation")
    @Operation(
            summary = "Rotate a key",
            description =
                    "Gives the key a new token, shown only once. The present token stays valid for overlapHours (default 24, at most 720); an earlier one ends.")
    @RequestBody(ref = "KeyRotation")
    @APIResponseSchema(value = KeyView.Issued.class, responseDescription = "Rotated.")
    @APIResponse(responseCode = "409", description = "The key is revoked, or set by BROADSHEET_ADMIN_KEY (conflict).")
    public RestResponse<byte[]> rotateKey(@RestPath String key, @Nullable JsonNode body) {
        return writes.execute(() -> {
            KeyService.Issued issued = service.rotate(key, body);
            return WriteResult.updated(() -> tree(issued.key()), issued.key().etag())
                    .withSecrets(Map.of("key", issued.token()));
        });
    }

    private ObjectNode tree(AccessKey key) {
        return json.valueToTree(queries.view(key));
    }
}
