package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.ArticleView;
import dev.broadsheet.articles.Blocks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/blocks}: the reads, of the live copy unless the working copy is asked for. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blocks")
class BlockReadResource {

    private static final String VERSION = "live, or draft for the working copy (needs a key).";

    private final ArticleReader reader;

    BlockReadResource(ArticleReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("{article}/blocks")
    @Operation(operationId = "listBlocks", summary = "Read the blocks of a body")
    @APIResponse(
            responseCode = "200",
            description = "The body. With version=draft, ETag guards the next write.",
            content = @Content(schema = @Schema(implementation = ArticleView.BodyView.class)))
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, or never public (not-found).")
    @APIResponse(
            responseCode = "410",
            description =
                    "Was public and has been taken down (gone); reason and successor are told where they were given.")
    public RestResponse<JsonNode> list(
            @RestPath String article, @RestQuery @Parameter(description = VERSION) @Nullable String version) {
        return reader.read(
                article,
                version,
                Projection.BODY,
                "",
                tree -> tree.path("body").isObject() ? tree.path("body") : Blocks.none());
    }

    @GET
    @Path("{article}/blocks/{key}")
    @Operation(operationId = "getBlock", summary = "Read one block")
    @APIResponse(responseCode = "200", description = "The block.", content = @Content(schema = @Schema(ref = "Block")))
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, never public, or no such block (not-found).")
    @APIResponse(
            responseCode = "410",
            description =
                    "Was public and has been taken down (gone); reason and successor are told where they were given.")
    public RestResponse<JsonNode> get(
            @RestPath String article,
            @RestPath String key,
            @RestQuery @Parameter(description = VERSION) @Nullable String version) {
        return reader.read(article, version, Projection.BODY, "", tree -> Blocks.find(tree, key));
    }
}
