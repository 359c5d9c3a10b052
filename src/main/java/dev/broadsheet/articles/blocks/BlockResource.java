package dev.broadsheet.articles.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/blocks}: writes to single blocks of the working copy. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_WRITE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Blocks")
class BlockResource {

    private static final String POSITION = "start, end, an index from 0, before:KEY or after:KEY.";

    private final BlockService blockService;
    private final WriteExecutor writes;

    BlockResource(BlockService blockService, WriteExecutor writes) {
        this.blockService = blockService;
        this.writes = writes;
    }

    @POST
    @Path("{article}/blocks")
    @Operation(
            summary = "Insert a block",
            description = "Into the working copy, as a new revision. Default position: the end. Footnotes stay last.")
    @RequestBody(ref = "Block")
    @APIResponse(
            responseCode = "201",
            description = "Inserted. ETag is that of the article.",
            content = @Content(schema = @Schema(ref = "WrittenBlock")))
    @APIResponse(responseCode = "404", description = "No such article, or position names no block (not-found).")
    public RestResponse<byte[]> insertBlock(
            @RestPath String article,
            @RestQuery @Parameter(description = POSITION, example = "start") @Nullable String position,
            @BeanParam RevisionOptions.Parameters parameters,
            JsonNode block) {
        RevisionOptions options = parameters.read();
        return writes.execute(
                () -> blockService.insert(article, block, position, options).toCreatedResult());
    }

    @PUT
    @Path("{article}/blocks/{key}")
    @Operation(
            summary = "Replace or move a block",
            description = "The key stays. position moves it; the body is optional then.")
    @RequestBody(ref = "BlockReplacement")
    @APIResponse(
            responseCode = "200",
            description = "Replaced. ETag is that of the article.",
            content = @Content(schema = @Schema(ref = "WrittenBlock")))
    public RestResponse<byte[]> putBlock(
            @RestPath String article,
            @RestPath String key,
            @RestQuery @Parameter(description = POSITION, example = "start") @Nullable String position,
            @BeanParam RevisionOptions.Parameters parameters,
            @Nullable JsonNode block) {
        boolean moves = position != null && (block == null || block.isMissingNode() || block.isNull());
        RevisionOptions options = parameters.read();
        return writes.execute(() -> blockService
                .replace(article, key, moves ? null : block, position, options)
                .toUpdatedResult());
    }

    @PATCH
    @Path("{article}/blocks/{key}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "Update a block", description = "Merge patch (RFC 7396).")
    @RequestBody(ref = "BlockPatch")
    @APIResponse(
            responseCode = "200",
            description = "Updated. ETag is that of the article.",
            content = @Content(schema = @Schema(ref = "WrittenBlock")))
    public RestResponse<byte[]> patchBlock(
            @RestPath String article,
            @RestPath String key,
            @BeanParam RevisionOptions.Parameters parameters,
            JsonNode patch) {
        RevisionOptions options = parameters.read();
        return writes.execute(
                () -> blockService.patch(article, key, patch, options).toUpdatedResult());
    }

    @DELETE
    @Path("{article}/blocks/{key}")
    @Operation(summary = "Delete a block", description = "From the working copy, as a new revision.")
    @APIResponse(responseCode = "204", description = "Deleted. ETag is that of the article.")
    public RestResponse<byte[]> deleteBlock(
            @RestPath String article, @RestPath String key, @BeanParam RevisionOptions.Parameters parameters) {
        RevisionOptions options = parameters.read();
        return writes.execute(() -> blockService.remove(article, key, options).toMinimalWriteResult());
    }
}
