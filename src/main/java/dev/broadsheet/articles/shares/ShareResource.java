package dev.broadsheet.articles.shares;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.jspecify.annotations.Nullable;

/** {@code …/shares}: the preview links of an article. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_SHARE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Preview links")
class ShareResource {

    private final ShareService service;
    private final WriteExecutor writes;

    ShareResource(ShareService service, WriteExecutor writes) {
        this.service = service;
        this.writes = writes;
    }

    @GET
    @Path("{article}/shares")
    @SecurityRequirement(name = "key")
    @Operation(summary = "List the preview links of an article", description = "Without their tokens. At most 100.")
    @APIResponseSchema(value = ShareView.Shares.class, responseDescription = "The links that haven't ended.")
    public RestResponse<ShareView.Shares> listShares(@RestPath String article) {
        return RestResponse.ResponseBuilder.ok(new ShareView.Shares(service.list(article)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("{article}/shares")
    @Operation(
            summary = "Create a preview link",
            description =
                    "Who has the token reads the article at url, without a key: the working copy, whatever it becomes, or one revision. It ends at expiresAt (default: in 7 days, at most 90), when it is revoked, or with the article, also in the trash. The token is shown only once.")
    @RequestBody(ref = "Share")
    @APIResponseSchema(value = ShareView.Issued.class, responseCode = "201", responseDescription = "Created.")
    public RestResponse<byte[]> createShare(@RestPath String article, @Nullable JsonNode body) {
        return writes.execute(() -> service.create(article, body));
    }

    @DELETE
    @Path("{article}/shares/{share}")
    @Operation(summary = "Revoke a preview link", description = "At once, by its id.")
    @APIResponse(responseCode = "204", description = "Revoked.")
    public RestResponse<byte[]> revokeShare(@RestPath String article, @RestPath String share) {
        return writes.execute(() -> {
            service.revoke(article, share);
            return WriteResult.deleted();
        });
    }
}
