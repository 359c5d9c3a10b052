package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.answers.Live;
import dev.broadsheet.articles.ArticleView;
import dev.broadsheet.articles.Blocks;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.query.PastMoment;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles/{article}/blocks}: the reads, of the live copy unless another {@link Edition} is asked for. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blocks")
class BlockReadResource {

    private final ArticleReader reader;
    private final PastMoment moment;

    BlockReadResource(ArticleReader reader, PastMoment moment) {
        this.reader = reader;
        this.moment = moment;
    }

    @GET
    @Live(snapshot = false)
    @Path("{article}/blocks")
    @Operation(
            operationId = "listBlocks",
            summary = "Read the blocks of a body",
            description = "Of the live copy; with version=draft, which needs a key, of the working copy.")
    @APIResponse(
            responseCode = "200",
            description = "The body. With version=draft, ETag guards the next write.",
            content = @Content(schema = @Schema(implementation = ArticleView.BodyView.class)))
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, or never public (not-found).")
    @APIResponse(
            responseCode = "410",
            description =
                    "Was public and has been taken down (gone). reason says why: the words that were given, or else withdrawn, expired, archived or trashed.")
    public RestResponse<JsonNode> list(@RestPath String article, @BeanParam Edition.Parameters edition) {
        return read(article, edition, tree -> tree.path("body").isObject() ? tree.path("body") : Blocks.none());
    }

    @GET
    @Live(snapshot = false)
    @Path("{article}/blocks/{key}")
    @Operation(
            operationId = "getBlock",
            summary = "Read one block",
            description = "By its key. Of the live copy; with version=draft, which needs a key, of the working copy.")
    @APIResponse(responseCode = "200", description = "The block.", content = @Content(schema = @Schema(ref = "Block")))
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, never public, or no such block (not-found).")
    @APIResponse(
            responseCode = "410",
            description =
                    "Was public and has been taken down (gone). reason says why: the words that were given, or else withdrawn, expired, archived or trashed.")
    public RestResponse<JsonNode> get(
            @RestPath String article, @RestPath String key, @BeanParam Edition.Parameters edition) {
        return read(article, edition, tree -> Blocks.find(tree, key));
    }

    private RestResponse<JsonNode> read(
            String article, Edition.Parameters edition, Function<ObjectNode, JsonNode> view) {
        List<Fault> faults = new ArrayList<>();
        Edition asked = edition.read(moment, faults);
        BadParameters.throwIfAny(faults);
        return reader.read(article, asked, Projection.BODY, "", view);
    }
}
