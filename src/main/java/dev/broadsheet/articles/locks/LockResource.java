package dev.broadsheet.articles.locks;

import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles/{article}/lock}: the edit lock of an article. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Locks")
class LockResource {

    private static final int MAX_TTL = 24 * 60 * 60;
    private static final String TAKE_OVER =
            "true: even if another key has it. Needs a key with the flag lock-takeover.";

    private final LockService lockService;
    private final WriteExecutor writes;

    LockResource(LockService lockService, WriteExecutor writes) {
        this.lockService = lockService;
        this.writes = writes;
    }

    @GET
    @Path("{article}/lock")
    @SecurityRequirement(name = "key")
    @Operation(summary = "Get the lock of an article", description = "Needs a key.")
    @APIResponseSchema(value = ArticleLock.class, responseDescription = "The lock, if there is one.")
    public RestResponse<ArticleLock> getLock(@RestPath String article) {
        return RestResponse.ResponseBuilder.ok(lockService.get(article))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @RequiresPermission(Permission.ARTICLES_WRITE)
    @Path("{article}/lock")
    @Operation(
            summary = "Lock an article",
            description =
                    "Writes with other keys answer 423 until the lock ends or is released. The same key extends it. Scheduled changes still happen.")
    @APIResponseSchema(value = ArticleLock.class, responseDescription = "Locked.")
    @APIResponse(responseCode = "403", description = "The key lacks the flag lock-takeover (forbidden).")
    @APIResponse(
            responseCode = "423",
            description = "Another key has the lock (locked). lockedBy and lockedUntil say who and until when.")
    public RestResponse<byte[]> lockArticle(
            @RestPath String article,
            @RestQuery @DefaultValue("600") @Parameter(description = "Seconds, 1 to 86400.", example = "600") int ttl,
            @RestQuery @DefaultValue("false") @Parameter(description = TAKE_OVER) boolean takeOver) {
        if (ttl < 1 || ttl > MAX_TTL) {
            throw new ParameterProblem(
                    List.of(Fault.in("ttl", "out-of-range", "ttl must be from 1 to " + MAX_TTL + " seconds.")));
        }
        return writes.execute(() -> lockService.acquire(article, Duration.ofSeconds(ttl), takeOver));
    }

    @DELETE
    @RequiresPermission(Permission.ARTICLES_WRITE)
    @Path("{article}/lock")
    @Operation(summary = "Release a lock", description = "Idempotent.")
    @APIResponse(responseCode = "204", description = "Released.")
    @APIResponse(responseCode = "403", description = "The key lacks the flag lock-takeover (forbidden).")
    @APIResponse(responseCode = "423", description = "Another key has the lock (locked).")
    public RestResponse<byte[]> unlockArticle(
            @RestPath String article,
            @RestQuery @DefaultValue("false") @Parameter(description = TAKE_OVER) boolean takeOver) {
        return writes.execute(() -> lockService.release(article, takeOver));
    }
}
