package dev.broadsheet.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/me}: the caller's own key, the quickest way to test one. */
@Path("/api/me")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class MeResource {

    private final CurrentCaller caller;

    @Inject
    MeResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @APIResponse(responseCode = "200", ref = "Key")
    @Operation(summary = "Get the key of the request", description = "Name, role, permissions, flags and limits.")
    @SecurityRequirement(name = "key")
    public Key me() {
        return caller.require();
    }
}
