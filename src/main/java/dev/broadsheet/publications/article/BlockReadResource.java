package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.blocks.Blocks;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.query.AtParameter;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles/{article}/blocks}: reads blocks of the live copy, or of another {@link ArticleVersion}. */
@Path("/api/articles")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blocks")
class BlockReadResource {

    private final ArticleReader reader;
    private final AtParameter atParameter;

    BlockReadResource(ArticleReader reader, AtParameter atParameter) {
        this.reader = reader;
        this.atParameter = atParameter;
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}/blocks")
    @Operation(
            summary = "List the blocks of a body",
            description = "Of the live article; with version=draft of the working copy, which needs a key.")
    @APIResponseSchema(
            value = ArticleView.BodyView.class,
            responseDescription = "The body. With version=draft, ETag is for If-Match.")
    public RestResponse<JsonNode> listBlocks(
            @RestPath String article, @BeanParam ArticleVersion.Parameters parameters) {
        return read(article, parameters, tree -> tree.path("body").isObject() ? tree.path("body") : Blocks.empty());
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}/blocks/{key}")
    @Operation(
            summary = "Get a block",
            description = "Of the live article; with version=draft of the working copy, which needs a key.")
    @APIResponse(responseCode = "200", description = "The block.", content = @Content(schema = @Schema(ref = "Block")))
    @APIResponse(responseCode = "404", description = "Unknown, never published, or no such block (not-found).")
    public RestResponse<JsonNode> getBlock(
            @RestPath String article, @RestPath String key, @BeanParam ArticleVersion.Parameters parameters) {
        return read(article, parameters, tree -> Blocks.find(tree, key));
    }

    private RestResponse<JsonNode> read(
            String article, ArticleVersion.Parameters parameters, Function<ObjectNode, JsonNode> view) {
        List<Fault> faults = new ArrayList<>();
        ArticleVersion version = parameters.read(atParameter, faults);
        ParameterProblem.throwIfAny(faults);
        return reader.read(article, version, Projection.BODY, "", view);
    }
}
